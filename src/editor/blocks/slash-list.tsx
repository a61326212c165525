import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { pickEntry, slashListId, slashOptionId, slashState } from '../extensions/slash-menu.ts';
import type { SlashParts } from './slash-entries.ts';

export interface SlashListProps {
  readonly editor: Editor;
  /** Asked for when an entry is picked. */
  readonly parts: () => SlashParts;
}

/** The open slash menu under its slash. The text keeps the focus; the mouse picks too. Nothing is drawn while it is closed. */
export function SlashList({ editor, parts }: SlashListProps) {
  const open = useEditorState({
    editor,
    selector: ({ editor: current }) => slashState(current.state),
    equalityFn: Object.is,
  });
  const panel = useRef<HTMLDivElement>(null);
  const from = open?.from;
  const isOpen = open !== null;
  // After each drawing: fewer entries are a lower list, which may stand elsewhere.
  useLayoutEffect(() => {
    if (from !== undefined && panel.current !== null) placeUnder(editor, panel.current, from);
  });
  const active = open?.entries[open.index];
  useEffect(() => {
    if (active !== undefined) document.getElementById(slashOptionId(active.id))?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <>
      <div aria-live="polite" className="sr-only">
        {isOpen && announce(open.entries.length, active?.name)}
      </div>
      {isOpen && (
        <div
          ref={panel}
          className="float-in absolute z-30 w-64 overflow-hidden rounded-md border border-rule bg-raised text-sm text-ink shadow-float"
        >
          {/* A list that the text steers by aria-activedescendant: select and datalist can't be that. Tab never leads to it from the text, where it picks. */}
          <div
            id={slashListId}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="listbox"
            aria-label="Blocks"
            tabIndex={0}
            onMouseDown={(event) => event.preventDefault()}
            className="max-h-72 overflow-y-auto p-1 outline-none"
          >
            {open.entries.map((entry) => (
              // The keys for it are the text's, which keeps the focus.
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={entry.id}
                id={slashOptionId(entry.id)}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
                role="option"
                aria-selected={entry === active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pickEntry(editor, entry, parts())}
                className="flex cursor-default items-center justify-between gap-3 rounded-sm px-2.5 py-1.5 hover:bg-hover aria-selected:bg-accent-wash"
              >
                {entry.name}
                <span aria-hidden="true" className="font-code text-xs text-ink-faint">
                  {entry.hint}
                </span>
              </div>
            ))}
          </div>
          {open.entries.length === 0 && <p className="px-3 pt-0 pb-2.5 text-ink-soft">No block is called that.</p>}
        </div>
      )}
    </>
  );
}

function announce(count: number, active: string | undefined): string {
  if (active === undefined) return 'No block is called that.';
  return `${active}, ${count === 1 ? '1 block' : `${count} blocks`}`;
}

/** Under the line of the slash, or above it where there is more room. */
function placeUnder(editor: Editor, panel: HTMLElement, from: number): void {
  const frame = panel.offsetParent?.getBoundingClientRect();
  if (frame === undefined) return;
  const line = editor.view.coordsAtPos(from);
  const { height, width } = panel.getBoundingClientRect();
  const isBelow = line.bottom + height + 8 < window.innerHeight || line.top - height < 110;
  panel.style.top = `${(isBelow ? line.bottom + 6 : line.top - height - 6) - frame.top}px`;
  panel.style.left = `${Math.max(0, Math.min(line.left - frame.left, frame.width - width))}px`;
}
