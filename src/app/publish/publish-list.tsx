import { visibleLine } from '#base';
import { Badge, Checkbox } from '#ui';
import type { PendingChange } from '#workspace';
import { ChangeDiff } from '../changes/change-diff.tsx';
import { changeTitle } from '../changes/change-title.ts';
import { takenAlong } from './taken-along.ts';
import { FoldedDiff } from './folded-diff.tsx';

/** Diffs shown unfolded; the ones after it open on request. */
const unfolded = 3;

export interface PublishListProps {
  readonly drafts: readonly PendingChange[];
  /** Paths that stand at the top. */
  readonly first: readonly string[];
  readonly picked: ReadonlySet<string>;
  /** Those that are picked, and those that go with them. */
  readonly taken: ReadonlySet<string>;
  readonly onPickedChange: (picked: ReadonlySet<string>) => void;
}

/** The drafts with what changed in each; with several, each can be left out. */
export function PublishList({ drafts, first, picked, taken, onPickedChange }: PublishListProps) {
  const isFirst = takenAlong(first, drafts);
  const ordered = [
    ...drafts.filter((draft) => isFirst.has(draft.path)),
    ...drafts.filter((draft) => !isFirst.has(draft.path)),
  ];
  return (
    <ul className="flex flex-col gap-4">
      {ordered.map((draft, index) => {
        const title = changeTitle(draft);
        return (
          <li key={draft.path}>
            <div className="mb-1.5 flex flex-wrap items-center gap-x-3">
              {drafts.length > 1 ? (
                <Checkbox
                  checked={taken.has(draft.path)}
                  disabled={taken.has(draft.path) && !picked.has(draft.path)}
                  onCheckedChange={(isPicked) => onPickedChange(withPath(picked, { path: draft.path, isPicked }))}
                  className="font-semibold"
                >
                  {title}
                </Checkbox>
              ) : (
                <h3 className="text-sm font-semibold wrap-anywhere">{title}</h3>
              )}
              <span className="min-w-0 truncate text-[0.8125rem] text-ink-faint">{visibleLine(draft.path)}</span>
              {draft.kind === 'deleted' && <Badge tone="caution">Deleted</Badge>}
              {taken.has(draft.path) && !picked.has(draft.path) && (
                <span className="text-[0.8125rem] text-ink-soft">
                  {draft.content === 'image' ? 'Goes with the post that shows it' : 'Goes with the renamed file'}
                </span>
              )}
            </div>
            {taken.has(draft.path) &&
              (index < unfolded ? (
                <ChangeDiff path={draft.path} title={title} />
              ) : (
                <FoldedDiff path={draft.path} title={title} />
              ))}
          </li>
        );
      })}
    </ul>
  );
}

function withPath(
  picked: ReadonlySet<string>,
  change: { readonly path: string; readonly isPicked: boolean },
): ReadonlySet<string> {
  const next = new Set(picked);
  if (change.isPicked) next.add(change.path);
  else next.delete(change.path);
  return next;
}
