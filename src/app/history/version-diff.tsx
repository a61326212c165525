import { GalleyError, visibleText } from '#base';
import { Button, Skeleton } from '#ui';
import type { PostVersion } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { CompareView } from '../compare/compare-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatMoment } from '../format-day.ts';
import { useServices } from '../services-context.ts';
import { BringBack } from './bring-back.tsx';
import { versionDiffQuery, type Comparison } from './queries.ts';
import { versionSubject } from './version-list.tsx';

export interface VersionDiffProps {
  /** Where the post is now: passages are brought back there. */
  readonly path: string;
  /** Newest first. */
  readonly versions: readonly PostVersion[];
  /** The place of the one that is shown. */
  readonly index: number;
  readonly comparison: Comparison;
  readonly onCompare: (comparison: Comparison) => void;
  readonly onBroughtBack: () => void;
}

const comparisons = [
  { value: 'previous', label: 'What it changed' },
  { value: 'now', label: 'What changed since' },
] as const;

/** What a version changed, what has changed since, or what differs from any other one. */
export function VersionDiff(props: VersionDiffProps) {
  const { path, versions, index, comparison, onCompare, onBroughtBack } = props;
  const { workspace } = useServices();
  const version = versions[index];
  const other = otherPlace(versions, index, comparison);
  // Places count from the newest: the larger one is the earlier version.
  const [earlier, later] = [versions[Math.max(index, other)], versions[Math.min(index, other)]];
  const diff = useQuery(versionDiffQuery(workspace, { earlier, later }));
  if (version === undefined) return null;
  return (
    <section aria-label="Version" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <fieldset aria-label="Compare" className="flex flex-wrap gap-1">
          {comparisons.map(({ value, label }) => (
            <Button
              key={value}
              size="small"
              look="quiet"
              aria-pressed={comparison === value}
              onClick={() => onCompare(value)}
              className="aria-pressed:bg-accent-wash aria-pressed:text-accent"
            >
              {label}
            </Button>
          ))}
        </fieldset>
        {versions.length > 2 && (
          <select
            aria-label="Compare with version"
            value={typeof comparison === 'string' ? '' : comparison.with}
            onChange={(event) => onCompare(event.target.value === '' ? 'previous' : { with: event.target.value })}
            className="h-8 max-w-64 min-w-0 rounded-md border border-rule-strong bg-paper px-2 text-[0.8125rem] text-ink"
          >
            <option value="">Compare with another version…</option>
            {versions.map((one) =>
              one === version ? null : (
                <option key={one.commit} value={one.commit}>
                  {`${formatMoment(one.time)} · ${versionSubject(one)}`}
                </option>
              ),
            )}
          </select>
        )}
      </div>
      <p className="mb-3 text-sm wrap-anywhere whitespace-pre-wrap text-ink-soft">
        {visibleText(version.message, 5000)}
      </p>
      {version.review !== undefined && (
        <p className="mb-3 text-sm text-ink-soft">
          It came with the review{' '}
          <Link to={`/review/${version.review.id}`} className="text-accent underline">
            {visibleText(version.review.title, 200)}
          </Link>
          .
        </p>
      )}
      {diff.isPending && <Skeleton className="h-40 w-full" />}
      {diff.isError && <ErrorNotice error={GalleyError.from(diff.error)} onRetry={() => void diff.refetch()} />}
      {diff.isSuccess && (
        <BringBack
          key={`${earlier?.commit} ${later?.commit}`}
          path={path}
          before={diff.data.before}
          after={diff.data.after}
          onBroughtBack={onBroughtBack}
        >
          <CompareView
            before={diff.data.before}
            after={diff.data.after}
            path={version.path}
            name="Changes of the version"
          />
        </BringBack>
      )}
    </section>
  );
}

/** The place of the version that is compared with; behind the last one stands the time before the post was. */
function otherPlace(versions: readonly PostVersion[], index: number, comparison: Comparison): number {
  if (comparison === 'previous') return index + 1;
  if (comparison === 'now') return 0;
  const found = versions.findIndex(({ commit }) => commit === comparison.with);
  return found < 0 ? index + 1 : found;
}
