import { InputRule, wrappingInputRule, type Editor, type Extensions } from '@tiptap/core';
import { listItemView } from '../views/list-item-view.ts';
import { nodeFromSpec } from './node-from-spec.ts';

/** Quotes, lists and their items. */
export function containers(): Extensions {
  return [
    nodeFromSpec('blockquote', {
      parseHTML: () => [{ tag: 'blockquote' }],
      renderHTML: () => ['blockquote', 0],
      addInputRules() {
        return [wrappingInputRule({ find: /^>\s$/, type: this.type })];
      },
      addKeyboardShortcuts() {
        return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap(this.name) };
      },
    }),
    nodeFromSpec('bulletList', {
      parseHTML: () => [{ tag: 'ul' }],
      renderHTML: () => ['ul', 0],
      addInputRules() {
        return [wrappingInputRule({ find: /^[-+*]\s$/, type: this.type })];
      },
      addKeyboardShortcuts() {
        return { 'Mod-Shift-8': () => this.editor.commands.toggleList('bulletList', 'listItem') };
      },
    }),
    nodeFromSpec('orderedList', {
      parseHTML: () => [{ tag: 'ol', getAttrs: (element) => ({ start: startOf(element) }) }],
      renderHTML: ({ node }) =>
        node.attrs['start'] === 1 ? ['ol', 0] : ['ol', { start: Number(node.attrs['start']) }, 0],
      addInputRules() {
        return [
          wrappingInputRule({
            find: /^(\d{1,9})[.)]\s$/,
            type: this.type,
            getAttributes: (match) => ({ start: Number(match[1] ?? 1) }),
            joinPredicate: (match, node) => node.childCount + Number(node.attrs['start']) === Number(match[1]),
          }),
        ];
      },
      addKeyboardShortcuts() {
        return { 'Mod-Shift-7': () => this.editor.commands.toggleList('orderedList', 'listItem') };
      },
    }),
    nodeFromSpec('listItem', {
      parseHTML: () => [{ tag: 'li', getAttrs: (element) => ({ checked: checkedOf(element) }) }],
      renderHTML: ({ node }) => [
        'li',
        node.attrs['checked'] === null ? {} : { 'data-checked': String(node.attrs['checked']) },
        0,
      ],
      addNodeView: () => listItemView,
      addInputRules() {
        return [taskRule(this.editor)];
      },
      addKeyboardShortcuts() {
        return {
          Enter: () => splitItem(this.editor),
          Tab: () => this.editor.commands.sinkListItem(this.name) || this.editor.isActive(this.name),
          'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
          'Mod-Shift-9': () => toggleTask(this.editor),
          'Mod-Enter': () => toggleChecked(this.editor),
        };
      },
    }),
  ];
}

/** `[ ] ` or `[x] ` at the start of an item makes it a task, and of a paragraph a list of one. */
function taskRule(editor: Editor): InputRule {
  return new InputRule({
    find: /^\[([ xX]?)\]\s$/,
    handler: ({ range, match, chain }) => {
      const { $from } = editor.state.selection;
      if ($from.parent.type.name !== 'paragraph' || $from.index(-1) > 0) return null;
      const isInItem = $from.node(-1).type.name === 'listItem';
      const steps = chain().deleteRange(range);
      (isInItem ? steps : steps.toggleList('bulletList', 'listItem'))
        .command(({ tr }) => {
          const at = innermostItem(tr.selection.$from);
          if (at !== undefined) tr.setNodeAttribute(at.pos, 'checked', /x/i.test(match[1] ?? ''));
          return true;
        })
        .run();
      return undefined;
    },
  });
}

/** A new item of a task list is a task that is not done. */
function splitItem(editor: Editor): boolean {
  const item = currentItem(editor);
  if (item === undefined) return false;
  return editor.commands.splitListItem('listItem', { checked: item.node.attrs['checked'] === null ? null : false });
}

/** Makes the items of the selection tasks, or ordinary items again; a paragraph becomes a list first. */
export function toggleTask(editor: Editor): boolean {
  if (currentItem(editor) === undefined && !editor.commands.toggleList('bulletList', 'listItem')) return false;
  const item = currentItem(editor);
  if (item === undefined) return false;
  return setChecked(editor, item.node.attrs['checked'] === null ? false : null);
}

function toggleChecked(editor: Editor): boolean {
  const item = currentItem(editor);
  if (item === undefined || item.node.attrs['checked'] === null) return false;
  return setChecked(editor, item.node.attrs['checked'] !== true);
}

function setChecked(editor: Editor, checked: boolean | null): boolean {
  return editor.commands.command(({ tr, state }) => {
    const { from, to } = state.selection;
    const item = currentItem(editor);
    if (item !== undefined) tr.setNodeAttribute(item.pos, 'checked', checked);
    tr.doc.nodesBetween(from, to, (node, pos) => {
      const isInside = node.type.name === 'listItem' && pos >= from - 2;
      if (isInside) tr.setNodeAttribute(pos, 'checked', checked);
    });
    return true;
  });
}

/** The innermost item that holds the selection's start. */
export function currentItem(editor: Editor): ItemPlace | undefined {
  return innermostItem(editor.state.selection.$from);
}

interface ItemPlace {
  readonly node: Editor['state']['doc'];
  readonly pos: number;
}

function innermostItem($from: Editor['state']['selection']['$from']): ItemPlace | undefined {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name === 'listItem') return { node, pos: $from.before(depth) };
  }
  return undefined;
}

function startOf(element: HTMLElement): number {
  const start = Number(element.getAttribute('start') ?? 1);
  return Number.isInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1;
}

function checkedOf(element: HTMLElement): boolean | null {
  const own = element.getAttribute('data-checked');
  if (own !== null) return own === 'true';
  const box = element.querySelector(
    ':scope > input[type=checkbox], :scope > p > input[type=checkbox], :scope > label > input[type=checkbox]',
  );
  return box === null ? null : box.hasAttribute('checked');
}
