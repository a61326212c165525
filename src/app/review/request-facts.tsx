import { visibleLine } from '#base';
import type { HostRequest } from '#workspace';
import { CircleAlert, CircleCheck } from 'lucide-react';

const states = { open: 'open', merged: 'merged', closed: 'closed without being merged' } as const;

export interface RequestFactsProps extends Pick<HostRequest, 'word' | 'host'> {
  readonly request: NonNullable<HostRequest['request']>;
}

/** A change request of the host: where it is, how far, and who judged it there. */
export function RequestFacts({
  word,
  host,
  request: { number, address, state, verdicts, previews },
}: RequestFactsProps) {
  return (
    <div className="mt-2 flex flex-col gap-3 text-sm">
      <p>
        <a href={address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
          {word[0]?.toUpperCase()}
          {word.slice(1)} {number}
        </a>{' '}
        is {states[state]}. What is said there stands in the conversation and at its lines. Verdicts there do not count
        for this site’s rules.
      </p>
      {previews.length > 0 && (
        <ul className="flex flex-col gap-1" aria-label="Previews of the site">
          {previews.map((preview) => (
            <li key={preview.address} className="wrap-anywhere">
              <a href={preview.address} target="_blank" rel="noopener noreferrer" className="text-accent underline">
                See the site with it
              </a>{' '}
              <span className="text-[0.8125rem] text-ink-faint">
                {visibleLine(preview.name, 80)} · {new URL(preview.address).host}
              </span>
            </li>
          ))}
        </ul>
      )}
      {verdicts.length > 0 && (
        <ul className="flex flex-col gap-1" aria-label={`Verdicts at ${host}`}>
          {verdicts.map(({ author, isApproval }) => (
            <li key={author} className="flex items-center gap-2">
              {isApproval ? (
                <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-added" />
              ) : (
                <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-caution" />
              )}
              <span className="min-w-0 wrap-anywhere">
                {visibleLine(author, 80)} {isApproval ? 'approved' : 'asked for changes'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
