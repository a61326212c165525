import { postCountWords } from './post-count-words.ts';

export interface PostCountProps {
  /** Undefined while the posts are not known. */
  readonly total: number | undefined;
  /** How many of them have their title. */
  readonly titled: number;
  /** How many the search has found; undefined while not searching. */
  readonly found: number | undefined;
}

/** How many posts there are, read out when it changes. */
export function PostCount({ total, titled, found }: PostCountProps) {
  const words = total === undefined ? '' : titled < total ? 'Bringing the titles…' : postCountWords(total, found);
  return (
    <p aria-live="polite" className="min-h-5 text-sm text-ink-faint tabular-nums">
      {words}
    </p>
  );
}
