import { linkVerdict } from '#base';
import { Toolbar, ToolbarButton, ToolbarSeparator } from '#ui';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { ExternalLink, Pencil, TriangleAlert, Unlink } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { readLinkTarget, removeLink, type LinkTarget } from '../commands/edit-link.ts';
import { FloatingBar } from '../floating-bar.tsx';
import { headingLinks } from './heading-links.ts';
import { linkAt, type LinkRange } from './link-at.ts';
import type { PostLinks } from './post-links.ts';
import { useDestination } from './use-destination.ts';
import { useHoveredLink } from './use-hovered-link.ts';

export interface LinkBarProps {
  readonly editor: Editor;
  readonly links: PostLinks;
  readonly onEdit: (target: LinkTarget) => void;
}

/** Where the link leads that the cursor is in or the mouse is on, and what can be done with it. */
export function LinkBar({ editor, links, onEdit }: LinkBarProps) {
  const [hidden, setHidden] = useState<string>();
  const { link: hovered, keep } = useHoveredLink(editor);
  const own = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable, isFocused } }) =>
      isEditable && isFocused && state.selection.empty ? (linkAt(state, state.selection.from) ?? null) : null,
  });
  const link = hovered ?? own;
  const key = link === null ? undefined : `${link.from} ${link.href}`;
  if (hidden !== undefined && hidden !== key) setHidden(undefined);
  if (link === null || key === hidden) return null;
  return (
    <div {...keep}>
      <Bar
        key={key}
        link={link}
        editor={editor}
        links={links}
        onEdit={onEdit}
        onHide={() => {
          setHidden(key);
          editor.commands.focus();
        }}
      />
    </div>
  );
}

interface BarProps extends LinkBarProps {
  readonly link: LinkRange;
  readonly onHide: () => void;
}

function Bar({ link, editor, links, onEdit, onHide }: BarProps) {
  const { href, from, to } = link;
  const headings = useMemo(() => (href.startsWith('#') ? headingLinks(editor.state.doc) : []), [editor, href]);
  const { target, heading, words, isCaution } = useDestination(href, links, headings);
  const anchor = useCallback(() => {
    if (to > editor.state.doc.content.size) return undefined;
    const [start, end] = [editor.view.coordsAtPos(from), editor.view.coordsAtPos(to, -1)];
    const left = start.top === end.top ? start.left : Math.min(start.left, end.left);
    return new DOMRect(left, end.top, 0, end.bottom - end.top);
  }, [editor, from, to]);
  const select = (): LinkTarget => {
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from + 1)));
    return readLinkTarget(editor);
  };
  const verdict = linkVerdict(href);
  const open =
    heading !== undefined
      ? () => {
          const at = TextSelection.near(editor.state.doc.resolve(heading.position + 1));
          editor.view.dispatch(editor.state.tr.setSelection(at).scrollIntoView());
          editor.view.focus();
        }
      : target.kind === 'post'
        ? () => links.openPost(target.path)
        : verdict.kind === 'remote'
          ? () => window.open(href, '_blank', 'noopener,noreferrer')
          : undefined;
  return (
    <FloatingBar editor={editor} anchor={anchor} place="below" onEscape={onHide}>
      <div className="flex max-w-[min(32rem,calc(100vw-3rem))] items-center gap-1">
        <p className="flex min-w-0 items-center gap-1.5 px-2 text-[0.8125rem] text-ink-soft" title={href}>
          {isCaution && <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-caution" />}
          <span className="truncate">{words ?? href}</span>
        </p>
        <Toolbar name="Link" className="shrink-0 flex-nowrap">
          <ToolbarButton name="Open the link" disabled={open === undefined} onClick={() => open?.()}>
            <ExternalLink aria-hidden="true" />
          </ToolbarButton>
          {editor.isEditable && (
            <>
              <ToolbarButton name="Edit the link" shortcut="Ctrl+K" onClick={() => onEdit(select())}>
                <Pencil aria-hidden="true" />
              </ToolbarButton>
              <ToolbarSeparator />
              <ToolbarButton name="Remove the link" onClick={() => removeLink(editor, select())}>
                <Unlink aria-hidden="true" />
              </ToolbarButton>
            </>
          )}
        </Toolbar>
      </div>
    </FloatingBar>
  );
}
