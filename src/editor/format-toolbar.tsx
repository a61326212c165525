import { Menu, MenuItem, Toolbar, ToolbarButton, ToolbarGroup, ToolbarSeparator, shortcutLabel } from '#ui';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import {
  Bold,
  ChevronDown,
  Code,
  Image,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  Redo2,
  SquareCode,
  Strikethrough,
  Superscript,
  Table,
  TextQuote,
  Undo2,
} from 'lucide-react';
import { memo, useDeferredValue } from 'react';
import { BlockButton } from './blocks/block-button.tsx';
import type { BlockSurroundings } from './blocks/block-kinds.ts';
import { insertFootnote } from './commands/insert-footnote.ts';
import { insertTable } from './commands/insert-table.ts';
import { toggleTask } from './extensions/containers.ts';
import { formatState, type FormatState } from './format-state.ts';
import { FormatToggle } from './format-toggle.tsx';
import { TableToolbar } from './table-toolbar.tsx';

export interface FormatToolbarProps {
  readonly editor: Editor;
  readonly onLink: () => void;
  readonly onImage: () => void;
  /** Asked for when a block is turned into another. */
  readonly surroundings: () => BlockSurroundings;
}

const blockNames: Record<FormatState['block'], string> = {
  text: 'Text',
  h1: 'Heading 1',
  h2: 'Heading 2',
  h3: 'Heading 3',
  h4: 'Heading 4',
  h5: 'Heading 5',
  h6: 'Heading 6',
  code: 'Code',
  other: 'Text',
};

/** The formats of the post's body as an ARIA toolbar: one tab stop, arrow keys inside, Esc back to the text. */
export function FormatToolbar(props: FormatToolbarProps): React.JSX.Element {
  const state = useEditorState({ editor: props.editor, selector: ({ editor }) => formatState(editor) });
  // Its buttons take as long to draw as a key: they follow it.
  return <FormatButtons {...props} state={useDeferredValue(state)} />;
}

interface FormatButtonsProps extends FormatToolbarProps {
  readonly state: FormatState;
}

const FormatButtons = memo(function FormatButtons({
  editor,
  state,
  onLink,
  onImage,
  surroundings,
}: FormatButtonsProps) {
  const chain = () => editor.chain().focus();
  return (
    <div
      role="presentation"
      data-bar=""
      onKeyDown={(event) => {
        if (event.key === 'Escape') editor.commands.focus();
      }}
      className="@container sticky top-12 z-10 low:static -mx-2 flex flex-wrap items-center gap-x-1 border-b max-md:flex-nowrap max-md:overflow-x-auto max-md:[scrollbar-width:none] border-rule bg-paper px-1 py-1 "
    >
      <Toolbar name="Formats" className="max-md:flex-nowrap">
        <Menu
          trigger={
            <ToolbarButton
              name={`Kind of block: ${blockNames[state.block]}`}
              wide
              // Its words stand above the first of the text.
              className="min-w-26 justify-between! md:-ms-1"
            >
              {blockNames[state.block]} <ChevronDown aria-hidden="true" />
            </ToolbarButton>
          }
        >
          <MenuItem onSelect={() => chain().setNode('paragraph').run()}>Text</MenuItem>
          {([1, 2, 3, 4, 5, 6] as const).map((level) => (
            <MenuItem key={level} onSelect={() => chain().setNode('heading', { level }).run()}>
              Heading {level}
            </MenuItem>
          ))}
        </Menu>
        <BlockButton editor={editor} surroundings={surroundings} />
        <ToolbarSeparator />
        <ToolbarGroup name="Text">
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
        </ToolbarGroup>
        <ToolbarSeparator />
        <ToolbarGroup name="Blocks">
          <FormatToggle
            name="Bulleted list"
            shortcut="Ctrl+Shift+8"
            pressed={state.bulletList}
            onPress={() => chain().toggleList('bulletList', 'listItem').run()}
          >
            <List aria-hidden="true" />
          </FormatToggle>
          <FormatToggle
            name="Numbered list"
            shortcut="Ctrl+Shift+7"
            pressed={state.orderedList}
            onPress={() => chain().toggleList('orderedList', 'listItem').run()}
          >
            <ListOrdered aria-hidden="true" />
          </FormatToggle>
          <FormatToggle
            name="Task list"
            shortcut="Ctrl+Shift+9"
            pressed={state.task}
            onPress={() => {
              editor.commands.focus();
              toggleTask(editor);
            }}
          >
            <ListChecks aria-hidden="true" />
          </FormatToggle>
          <FormatToggle
            name="Quote"
            shortcut="Ctrl+Shift+B"
            pressed={state.quote}
            onPress={() => chain().toggleWrap('blockquote').run()}
          >
            <TextQuote aria-hidden="true" />
          </FormatToggle>
          <FormatToggle
            name="Code block"
            shortcut="Ctrl+Alt+C"
            pressed={state.block === 'code'}
            onPress={() => chain().toggleNode('codeBlock', 'paragraph').run()}
          >
            <SquareCode aria-hidden="true" />
          </FormatToggle>
        </ToolbarGroup>
        <ToolbarSeparator />
        <ToolbarGroup name="Insert">
          <ToolbarButton name="Image" onClick={onImage}>
            <Image aria-hidden="true" />
          </ToolbarButton>
          <ToolbarButton name="Table" disabled={state.table} onClick={() => insertTable(editor)}>
            <Table aria-hidden="true" />
          </ToolbarButton>
          <ToolbarButton
            name="Footnote"
            shortcut={shortcutLabel('Ctrl+Alt+F')}
            aria-keyshortcuts="Control+Alt+F"
            onClick={() => insertFootnote(editor)}
          >
            <Superscript aria-hidden="true" />
          </ToolbarButton>
          <ToolbarButton name="Rule" onClick={() => chain().insertContent({ type: 'horizontalRule' }).run()}>
            <Minus aria-hidden="true" />
          </ToolbarButton>
        </ToolbarGroup>
        <ToolbarSeparator />
        <ToolbarGroup name="History">
          <ToolbarButton
            name="Undo"
            shortcut={shortcutLabel('Ctrl+Z')}
            disabled={!state.canUndo}
            onClick={() => chain().undo().run()}
          >
            <Undo2 aria-hidden="true" />
          </ToolbarButton>
          <ToolbarButton
            name="Redo"
            shortcut={shortcutLabel('Ctrl+Shift+Z')}
            disabled={!state.canRedo}
            onClick={() => chain().redo().run()}
          >
            <Redo2 aria-hidden="true" />
          </ToolbarButton>
        </ToolbarGroup>
      </Toolbar>
      {state.table && <TableToolbar editor={editor} align={state.align} />}
    </div>
  );
});
