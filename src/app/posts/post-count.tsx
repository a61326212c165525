import { postCountWords } from './post-count-words.ts';

export interface PostCountProps {
  /** Undefined while the titles are not known. */
  readonly total: number | undefined;
  /** How many the search has found; undefined while not searching. */
  readonly found: number | undefined;
}

/** How many posts there are, read out when it changes. */
export function PostCount({ total, found }: PostCountProps) {
  return (
    <p aria-live="polite" className="min-h-5 text-sm text-ink-faint tabular-nums">
      {total === undefined ? '' : postCountWords(total, found)}
    </p>
  );
}
