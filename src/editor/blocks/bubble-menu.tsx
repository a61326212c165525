import { Toolbar, ToolbarSeparator } from '#ui';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { Bold, Code, Heading2, Heading3, Italic, Link, Strikethrough, TextQuote } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { formatState } from '../format-state.ts';
import { FormatToggle } from '../format-toggle.tsx';

export interface BubbleMenuProps {
  readonly editor: Editor;
  readonly onLink: () => void;
}

/** Formats beside the selected words: only while words are selected, never over them, never while they are being selected. */
export function BubbleMenu({ editor, onLink }: BubbleMenuProps) {
  const selected = useEditorState({ editor, selector: ({ editor: current }) => selectedWords(current) });
  const isPressing = usePressing(editor);
  const isHere = useFocusHere(editor);
  const [dismissed, setDismissed] = useState('');
  if (selected === null || !isHere || isPressing || dismissed === selected) return null;
  return <OpenBubble editor={editor} onLink={onLink} onDismiss={() => setDismissed(selected)} />;
}

/** The selection as a key, where it is words that can have formats; null else, so that typing draws nothing. */
function selectedWords({ state, isEditable }: Editor): string | null {
  const { selection, doc } = state;
  if (!isEditable || selection.empty || !(selection instanceof TextSelection)) return null;
  const { $from, $to, from, to } = selection;
  if ($from.parent.type.spec.code === true || $to.parent.type.spec.code === true) return null;
  // A whole page of text needs no format that one chooses beside it.
  if (to - from > 20_000 || doc.textBetween(from, Math.min(to, from + 200), ' ').trim() === '') return null;
  return `${from}-${to}`;
}

/** True while the focus is in the text or in the bubble. */
function useFocusHere(editor: Editor): boolean {
  const [isHere, setHere] = useState(() => editor.view.hasFocus());
  useEffect(() => {
    const { dom } = editor.view;
    const isOurs = (target: EventTarget | null): boolean =>
      target instanceof Node &&
      (dom.contains(target) || (target instanceof Element && target.closest('[data-bubble]') !== null));
    const enter = (event: FocusEvent): void => {
      if (isOurs(event.target)) setHere(true);
    };
    const leave = (event: FocusEvent): void => {
      if (isOurs(event.target)) setHere(isOurs(event.relatedTarget));
    };
    document.addEventListener('focusin', enter);
    document.addEventListener('focusout', leave);
    return () => {
      document.removeEventListener('focusin', enter);
      document.removeEventListener('focusout', leave);
    };
  }, [editor]);
  return isHere;
}

/** True from when a button or finger goes down in the text until it goes up, and as long as it was a finger. */
function usePressing(editor: Editor): boolean {
  const [isPressing, setPressing] = useState(false);
  useEffect(() => {
    const { dom } = editor.view;
    const down = (): void => setPressing(true);
    const up = (event: PointerEvent): void => {
      // A finger gets the menu of its system at the same place.
      if (event.pointerType !== 'touch') setPressing(false);
    };
    const key = (): void => setPressing(false);
    dom.addEventListener('pointerdown', down);
    dom.addEventListener('keydown', key);
    window.addEventListener('pointerup', up);
    return () => {
      dom.removeEventListener('pointerdown', down);
      dom.removeEventListener('keydown', key);
      window.removeEventListener('pointerup', up);
    };
  }, [editor]);
  return isPressing;
}

interface OpenBubbleProps extends BubbleMenuProps {
  readonly onDismiss: () => void;
}

function OpenBubble({ editor, onLink, onDismiss }: OpenBubbleProps) {
  const panel = useRef<HTMLDivElement>(null);
  const state = useEditorState({ editor, selector: ({ editor: current }) => formatState(current) });
  useLayoutEffect(() => {
    if (panel.current !== null) placeBeside(editor, panel.current);
  });
  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const place = (): void => placeBeside(editor, element);
    window.addEventListener('scroll', place, { passive: true, capture: true });
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [editor]);
  useEffect(() => {
    // Esc in the text closes it too; the text's own meaning of Esc stays.
    const { dom } = editor.view;
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onDismiss();
      if (event.key !== 'F11' || !event.altKey) return;
      event.preventDefault();
      panel.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
    };
    dom.addEventListener('keydown', press);
    return () => dom.removeEventListener('keydown', press);
  });
  const chain = () => editor.chain().focus();
  return (
    <div
      ref={panel}
      role="presentation"
      data-bubble=""
      className="float-in absolute z-20 rounded-md border border-rule bg-raised p-0.5 shadow-float"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDismiss();
        editor.view.focus();
      }}
    >
      <Toolbar name="Selected text" className="flex-nowrap">
        <FormatToggle
          name="Bold"
          shortcut="Ctrl+B"
          pressed={state.bold}
          onPress={() => chain().toggleMark('bold').run()}
        >
          <Bold aria-hidden="true" />
        </FormatToggle>
        <FormatToggle
          name="Italic"
          shortcut="Ctrl+I"
          pressed={state.italic}
          onPress={() => chain().toggleMark('italic').run()}
        >
          <Italic aria-hidden="true" />
        </FormatToggle>
        <FormatToggle
          name="Strikethrough"
          shortcut="Ctrl+Shift+S"
          pressed={state.strike}
          onPress={() => chain().toggleMark('strike').run()}
        >
          <Strikethrough aria-hidden="true" />
        </FormatToggle>
        <FormatToggle
          name="Code"
          shortcut="Ctrl+E"
          pressed={state.code}
          onPress={() => chain().toggleMark('code').run()}
        >
          <Code aria-hidden="true" />
        </FormatToggle>
        <FormatToggle name="Link" shortcut="Ctrl+K" pressed={state.link} onPress={onLink}>
          <Link aria-hidden="true" />
        </FormatToggle>
        {!state.table && (
          <>
            <ToolbarSeparator />
            <FormatToggle
              name="Heading 2"
              shortcut="Ctrl+Alt+2"
              pressed={state.block === 'h2'}
              onPress={() => chain().toggleNode('heading', 'paragraph', { level: 2 }).run()}
            >
              <Heading2 aria-hidden="true" />
            </FormatToggle>
            <FormatToggle
              name="Heading 3"
              shortcut="Ctrl+Alt+3"
              pressed={state.block === 'h3'}
              onPress={() => chain().toggleNode('heading', 'paragraph', { level: 3 }).run()}
            >
              <Heading3 aria-hidden="true" />
            </FormatToggle>
            <FormatToggle
              name="Quote"
              shortcut="Ctrl+Shift+B"
              pressed={state.quote}
              onPress={() => chain().toggleWrap('blockquote').run()}
            >
              <TextQuote aria-hidden="true" />
            </FormatToggle>
          </>
        )}
      </Toolbar>
    </div>
  );
}

/** What sticks to the top of the page, at the least: the header and the toolbar. */
const stickyHeight = 96;

/** Above the selection, or below it where there is no room; out of sight where neither end of it is in view. */
function placeBeside({ view, state }: Editor, panel: HTMLElement): void {
  const frame = panel.offsetParent?.getBoundingClientRect();
  if (frame === undefined) return;
  const start = view.coordsAtPos(state.selection.from, 1);
  const end = view.coordsAtPos(state.selection.to, -1);
  const { height, width } = panel.getBoundingClientRect();
  const top = Math.max(stickyHeight, frame.top);
  const isOneLine = Math.abs(start.top - end.top) < 4;
  const hasRoomAbove = start.top - height - 8 > top;
  const hasRoomBelow = end.bottom + height + 8 < window.innerHeight && end.bottom > top;
  panel.style.visibility = hasRoomAbove || hasRoomBelow ? 'visible' : 'hidden';
  const y = hasRoomAbove && start.top < window.innerHeight ? start.top - height - 8 : end.bottom + 8;
  const centre = isOneLine ? (start.left + end.left) / 2 : hasRoomAbove ? start.left + width / 2 : end.left - width / 2;
  panel.style.top = `${y - frame.top}px`;
  panel.style.left = `${Math.max(0, Math.min(centre - width / 2 - frame.left, frame.width - width))}px`;
}
