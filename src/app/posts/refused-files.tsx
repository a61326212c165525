import { visibleLine } from '#base';
import type { PostList } from '#workspace';

/** Names the files of the repository that are not opened, each with the reason; folded away until asked for. */
export function RefusedFiles({ refused }: { readonly refused: PostList['refused'] }) {
  return (
    <details className="max-h-1/2 shrink-0 overflow-y-auto border-t border-rule px-4 py-2 text-[0.8125rem] text-ink-faint md:px-8">
      <summary>
        {refused.length === 1 ? '1 file is not opened' : `${refused.length.toLocaleString('en')} files are not opened`}
      </summary>
      <ul className="mt-1.5 flex flex-col gap-1 pb-1">
        {refused.map(({ path, reason }) => (
          <li key={path} className="wrap-anywhere">
            <span className="font-code text-xs text-ink-soft">{visibleLine(path)}</span> {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
