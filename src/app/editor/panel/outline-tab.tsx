import { outlineOf } from '#editor';
import { Skeleton, classNames } from '#ui';
import { useStore } from '../../use-store.ts';
import type { PanelTabProps } from './panel-tab.ts';

/** The headings of the post; a press goes to one. The one that the cursor is under is marked. */
export function OutlineTab({ desk }: PanelTabProps) {
  const { document, position } = useStore(desk.live.state);
  const inspection = useStore(desk.inspector.state);
  const entries = document === null ? inspection?.outline : outlineOf(document);
  if (entries === undefined) return <Skeleton className="h-24 w-full" />;
  if (entries.length === 0) {
    return (
      <p className="text-[0.8125rem] text-ink-soft">
        No headings yet. Begin a line with <code className="font-code">## </code> to make one.
      </p>
    );
  }
  const current = entries.findLastIndex((entry) => entry.position <= position);
  const highest = Math.min(...entries.map(({ level }) => level));
  return (
    <nav aria-label="Outline of the post">
      <ol className="-mx-2 flex flex-col">
        {entries.map((entry, index) => (
          <li key={entry.position} className="[contain-intrinsic-block-size:auto_2rem] [content-visibility:auto]">
            <button
              type="button"
              aria-current={index === current ? 'location' : undefined}
              onClick={() => desk.goTo((text) => text.reveal(document === null ? entry.position : entry.position + 1))}
              className={classNames(
                'w-full rounded-md py-1.5 pe-2 text-start text-[0.8125rem] leading-snug wrap-anywhere text-ink-soft hover:bg-hover hover:text-ink',
                'aria-[current=location]:bg-accent-wash aria-[current=location]:font-medium aria-[current=location]:text-accent',
                indents[Math.min(entry.level - highest, indents.length - 1)],
                entry.level === highest && 'font-medium text-ink',
              )}
            >
              {entry.text === '' ? <span className="text-ink-faint italic">Heading without words</span> : entry.text}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const indents = ['ps-2', 'ps-5', 'ps-8', 'ps-11', 'ps-14', 'ps-16'] as const;
