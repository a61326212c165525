import { Skeleton } from '#ui';

const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-3/5', 'w-1/3', 'w-1/2', 'w-2/5', 'w-3/5'];

/** Rows without words, while the list is read. */
export function PostListSkeleton() {
  return (
    <div className="flex-1 overflow-hidden" aria-busy="true">
      <p className="sr-only">Reading the list…</p>
      {widths.map((width, index) => (
        // The rows are alike and never move.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex h-15 items-center gap-3.5 border-b border-rule px-4 md:px-8">
          <Skeleton className="h-10 w-14" />
          <div className="flex-1">
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="mt-2 h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
