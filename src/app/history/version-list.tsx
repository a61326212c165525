import { visibleLine } from '#base';
import { Badge } from '#ui';
import type { PostVersion } from '#workspace';
import { formatMoment } from '../format-day.ts';

export interface VersionListProps {
  readonly versions: readonly PostVersion[];
  /** The commit of the version that is shown. */
  readonly chosen: string;
  readonly onChoose: (commit: string) => void;
}

/** The versions of a post, newest first: who, when and what for. */
export function VersionList({ versions, chosen, onChoose }: VersionListProps) {
  return (
    <ol aria-label="Versions" className="grid grid-cols-1 gap-1">
      {versions.map((version) => (
        <li key={version.commit}>
          <button
            type="button"
            aria-current={version.commit === chosen}
            onClick={() => onChoose(version.commit)}
            className="w-full rounded-md px-3 py-2 text-start hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent aria-[current=true]:bg-accent-wash"
          >
            <span className="block truncate text-sm font-medium text-ink">{versionSubject(version)}</span>
            <span className="block text-[0.8125rem] text-ink-soft">
              {version.author.name === '' ? 'Unknown' : visibleLine(version.author.name, 80)}
              {version.time > 0 && ` · ${formatMoment(version.time)}`}
            </span>
            {version.previousPath !== undefined && (
              <span className="block truncate text-[0.8125rem] text-ink-soft">
                was {visibleLine(version.previousPath)}
              </span>
            )}
            {version.review !== undefined && (
              <span className="block truncate text-[0.8125rem] text-ink-soft">
                in review “{visibleLine(version.review.title)}”
              </span>
            )}
            {!version.isPublished && <Badge tone="accent">Not published yet</Badge>}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The first line of the message. */
export function versionSubject({ message, oid }: PostVersion): string {
  const [subject = ''] = message.split('\n');
  if (subject !== '') return visibleLine(subject);
  return oid === null ? 'Deleted' : 'Changed';
}
