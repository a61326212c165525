import { parseMarkdown, serializeMarkdown } from '#markdown';
import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deleteBlock, duplicateBlock, moveBlockTo, swapBlock } from '../blocks/change-block.ts';
import { movableAround, type MovableBlock } from '../blocks/movable-block.ts';
import { rewriteSource } from '../blocks/rewrite-source.ts';
import type { CalloutStyle } from '#markdown';
import { readDocument } from '../convert-document.ts';
import { setCalloutKind } from './callouts.ts';
import { nodeFromSpec } from './node-from-spec.ts';
import { postExtensions } from './post-extensions.ts';
import { slashState } from './slash-menu.ts';

let editor: Editor | undefined;
const onNewImage = vi.fn<() => void>();
let calloutStyle: CalloutStyle = 'alert';

function open(markdown: string, at?: string): Editor {
  editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: postExtensions({
      loadImage: () => Promise.resolve(undefined),
      onImage: () => undefined,
      onLink: () => undefined,
      onToolbar: () => undefined,
      slashParts: () => ({ calloutStyle, onNewImage }),
    }),
    content: parseMarkdown(markdown).document.toJSON(),
  });
  editor.commands.setTextSelection(at === undefined ? editor.state.doc.content.size - 1 : placeOf(editor, at));
  return editor;
}

function placeOf({ state }: Editor, text: string): number {
  let found = 0;
  state.doc.descendants((node, pos) => {
    if (found === 0 && node.isText && node.text?.includes(text) === true) found = pos + node.text.indexOf(text);
  });
  return found;
}

function blockOf(current: Editor, text: string): MovableBlock {
  const found = movableAround(current.state.doc.resolve(placeOf(current, text)));
  if (found === undefined) throw new Error(`no block with ${text}`);
  return found;
}

function type({ view }: Editor, text: string): void {
  for (const character of text) {
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(character, from, to);
    if (view.someProp('handleTextInput', (handle) => handle(view, from, to, character, insert)) !== true) {
      view.dispatch(insert());
    }
  }
}

function press({ view }: Editor, key: string): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  view.dom.dispatchEvent(event);
  return event.defaultPrevented;
}

/** What the file would be, saved over `original`. */
function saved(current: Editor, original = ''): string {
  const outcome = serializeMarkdown(parseMarkdown(original), readDocument(current));
  return outcome.kind === 'saved' ? outcome.text : outcome.reason;
}

afterEach(() => {
  editor?.destroy();
  editor = undefined;
  document.body.replaceChildren();
  calloutStyle = 'alert';
  onNewImage.mockReset();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the slash menu', () => {
  it('[E20] opens at the start of a paragraph and filters by what is typed', () => {
    const current = open('');
    type(current, '/');
    expect(slashState(current.state)?.entries.length).toBeGreaterThan(15);
    type(current, 'num');
    expect(slashState(current.state)?.entries.map(({ name }) => name)).toEqual(['Numbered list']);
    expect(current.view.dom.getAttribute('aria-activedescendant')).toBe('slash-menu-orderedList');
  });

  it.each([
    ['in code', '```\n\n```\n', undefined],
    ['within a line', 'word\n', undefined],
    ['in a heading', '# \n', undefined],
    ['in a cell', '| a |\n| - |\n|  |\n', undefined],
  ])('[E20] stays shut %s', (_, markdown, at) => {
    const current = open(markdown, at);
    type(current, '/');
    expect(slashState(current.state)).toBeNull();
    expect(current.state.doc.textContent).toContain('/');
  });

  it('[E20] stays shut while a composition goes on', () => {
    const current = open('');
    vi.spyOn(current.view, 'composing', 'get').mockReturnValue(true);
    type(current, '/');
    expect(slashState(current.state)).toBeNull();
  });

  it.each([
    ['h3', '### x\n'],
    ['task', '- [ ] x\n'],
    ['bullet', '- x\n'],
    ['numb', '1. x\n'],
    ['quote', '> x\n'],
    ['callout', '> [!NOTE]\n> x\n'],
    ['code', '```\nx\n```\n'],
  ])('[E21] makes of /%s and Enter what it says', (query, expected) => {
    const current = open('');
    type(current, `/${query}`);
    expect(press(current, 'Enter')).toBe(true);
    type(current, 'x');
    expect(saved(current)).toBe(expected);
  });

  it('[E21] puts a table, a rule, a formula and HTML where the slash was', () => {
    const made = ['table', 'rule', 'formula', 'html'].map((query) => {
      const current = open('');
      type(current, `/${query}`);
      press(current, 'Tab');
      const text = saved(current).trimEnd();
      current.destroy();
      return text.replaceAll(/ +/g, ' ');
    });
    expect(made.map((text) => text.split('\n')[0])).toEqual(['| | | |', '---', '$$', '<div>']);
  });

  it('[E21] asks for an image', () => {
    const current = open('');
    type(current, '/image');
    press(current, 'Enter');
    expect(onNewImage).toHaveBeenCalledOnce();
    expect(current.state.doc.textContent).toBe('');
  });

  it('[E21] walks through the entries with the arrows, around both ends', () => {
    const current = open('');
    type(current, '/list');
    press(current, 'ArrowUp');
    expect(slashState(current.state)?.index).toBe((slashState(current.state)?.entries.length ?? 0) - 1);
    press(current, 'ArrowDown');
    expect(slashState(current.state)?.index).toBe(0);
  });

  it('[E21] comes back with one undo, text and all', () => {
    const current = open('');
    type(current, '/table');
    press(current, 'Enter');
    current.commands.undo();
    expect(current.state.doc.childCount).toBe(1);
    expect(current.state.doc.textContent).toBe('/table');
  });

  it('[E20] closes with Esc, with a blank and with words of no block, and leaves what was typed', () => {
    const current = open('');
    type(current, '/he');
    expect(press(current, 'Escape')).toBe(true);
    type(current, 'llo');
    expect(slashState(current.state)).toBeNull();
    expect(current.state.doc.textContent).toBe('/hello');
    const second = open('');
    type(second, '/ ');
    expect(slashState(second.state)).toBeNull();
    const third = open('');
    type(third, '/usr bin');
    expect(slashState(third.state)).toBeNull();
  });
});

describe('moving, copying and deleting a block', () => {
  const source = '*  odd   bullet\n\n+ b\n\nSecond __para__.\n\n~~~ js  x\ncode\n~~~\n\n***\n\nLast\\\nline  \n';

  it('[E24] keeps every byte of the block and of the others', () => {
    const current = open(source);
    const code = blockOf(current, 'code');
    const tr = moveBlockTo(current.state, code, 0);
    if (tr !== undefined) current.view.dispatch(tr);
    expect(saved(current, source)).toBe(
      '~~~ js  x\ncode\n~~~\n\n*  odd   bullet\n\n+ b\n\nSecond __para__.\n\n***\n\nLast\\\nline  \n',
    );
  });

  it('[E24] moves an item within its list and out of a nested one, which goes when it is empty', () => {
    const list = '* one\n* two\n  * nested\n* three\n';
    const current = open(list, 'nested');
    const tr = moveBlockTo(current.state, blockOf(current, 'nested'), blockOf(current, 'one').pos);
    if (tr !== undefined) current.view.dispatch(tr);
    expect(saved(current, list)).toBe('* nested\n* one\n* two\n* three\n');
    expect(current.state.selection.$from.parent.textContent).toBe('nested');
  });

  it('[E24] is undone in one step', () => {
    const current = open(source);
    const tr = moveBlockTo(current.state, blockOf(current, 'Last'), 0);
    if (tr !== undefined) current.view.dispatch(tr);
    current.commands.undo();
    expect(saved(current, source)).toBe(source);
  });

  it('[E24] changes nothing where the block already stands, or where it can not', () => {
    const current = open('a\n\n- b\n- c\n');
    const a = blockOf(current, 'a');
    expect(moveBlockTo(current.state, a, a.pos + a.node.nodeSize)).toBeUndefined();
    expect(moveBlockTo(current.state, a, blockOf(current, 'c').pos)).toBeUndefined();
    expect(swapBlock(current.state, a, -1)).toBeUndefined();
  });

  it('[E25] writes a copy below, and deletes with the list that is left empty', () => {
    const current = open('> [!TIP]\n> Same\n\n- only\n');
    current.view.dispatch(duplicateBlock(current.state, blockOf(current, 'Same')));
    expect(saved(current, '> [!TIP]\n> Same\n\n- only\n')).toBe('> [!TIP]\n> Same\n\n> [!TIP]\n> Same\n\n- only\n');
    current.view.dispatch(deleteBlock(current.state, blockOf(current, 'only')));
    expect(current.state.doc.lastChild?.type.name).toBe('blockquote');
    const alone = open('a\n');
    alone.view.dispatch(deleteBlock(alone.state, blockOf(alone, 'a')));
    expect(alone.state.doc.toJSON()).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
  });
});

describe('callouts', () => {
  it('[E27] are quotes with a title, and change one word when their kind changes', () => {
    const source = '> [!note]\n> Text  here\n';
    const current = open(source);
    expect(current.view.dom.querySelector('blockquote')?.dataset['callout']).toBe('note');
    const picker = current.view.dom.querySelector('select');
    expect(picker?.getAttribute('aria-label')).toBe('Kind of callout');
    const tr = setCalloutKind(current.state, 0, 'warning');
    if (tr !== undefined) current.view.dispatch(tr);
    expect(saved(current, source)).toBe('> [!warning]\n> Text  here\n');
    expect(current.view.dom.querySelector('blockquote')?.dataset['callout']).toBe('warning');
  });

  it('[E27] appear and go with what is typed', () => {
    const current = open('> \n');
    type(current, '[!TIP]');
    expect(current.view.dom.querySelector('.callout')).not.toBeNull();
    current.view.dispatch(current.state.tr.delete(2, 3));
    expect(current.view.dom.querySelector('.callout')).toBeNull();
  });

  it('[E27] never let the cursor stop in the hidden marker, and Backspace after it takes it off', () => {
    const current = open('> [!NOTE]\n> Text\n');
    current.view.dispatch(current.state.tr.setSelection(TextSelection.create(current.state.doc, 4)));
    expect(current.state.selection.from).toBe(10);
    press(current, 'Backspace');
    expect(saved(current)).toBe('> Text\n');
  });

  it('[E28] are written as directives where the repository writes them so', () => {
    calloutStyle = 'directive';
    const current = open('');
    type(current, '/callout');
    press(current, 'Enter');
    expect(saved(current)).toBe(':::note\n\n:::\n');
  });

  it('[E28] are written as admonitions where the post does so', () => {
    const source = '!!! tip\n\n    A\n\nText\n';
    const current = open(source, 'Text');
    current.commands.setTextSelection(placeOf(current, 'Text') + 4);
    current.commands.splitBlock();
    type(current, '/callout');
    press(current, 'Enter');
    expect(saved(current, source)).toBe(`${source}\n!!! note\n\n    …\n`);
  });
});

describe('source that is edited', () => {
  it('[E32] is read as Markdown again', () => {
    const current = open('<div>\nx\n</div>\n\nEnd\n');
    current.view.dispatch(rewriteSource(current.state, 0, '{{< youtube x >}}'));
    expect(current.state.doc.firstChild?.attrs).toEqual({ kind: 'shortcode', source: '{{< youtube x >}}' });
    current.view.dispatch(rewriteSource(current.state, 0, 'Now *text*'));
    expect(saved(current)).toBe('Now *text*\n\nEnd\n');
  });

  it('[E31] is drawn without an element of its HTML', () => {
    const current = open(
      '<iframe src="https://evil.example/x" onload="x"></iframe>\n\n<video src="https://evil.example/y"></video>\n',
    );
    expect(current.view.dom.querySelector('iframe, video, [src]')).toBeNull();
    expect(current.view.dom.textContent).toContain('evil.example');
  });
});

describe('a block that can’t be drawn', () => {
  it('[E33] shows its text, keeps it editable and says so', () => {
    const reported = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', reported);
    const failing = nodeFromSpec('codeBlock', {
      priority: 2000,
      addNodeView: () => () => {
        throw new Error('broken');
      },
    });
    const extensions = postExtensions({
      loadImage: () => Promise.resolve(undefined),
      onImage: () => undefined,
      onLink: () => undefined,
      onToolbar: () => undefined,
    }).map((extension) => (extension.name === 'codeBlock' ? failing : extension));
    editor = new Editor({
      element: document.createElement('div'),
      injectCSS: false,
      extensions,
      content: parseMarkdown('Before\n\n```\nthe code\n```\n\nAfter\n').document.toJSON(),
    });
    expect(editor.view.dom.querySelector('.plain-node')?.textContent).toContain('the code');
    editor.commands.insertContentAt(placeOf(editor, 'the code'), 'x');
    expect(saved(editor)).toBe('Before\n\n```\nxthe code\n```\n\nAfter\n');
    expect(reported).toHaveBeenCalled();
  });

  it('[E33] is drawn anew where only the redrawing failed', () => {
    vi.stubGlobal('reportError', () => undefined);
    let drawn = 0;
    const failing = nodeFromSpec('paragraph', {
      addNodeView: () => () => {
        drawn += 1;
        const dom = document.createElement('p');
        return {
          dom,
          contentDOM: dom,
          update: () => {
            throw new Error('broken');
          },
        };
      },
    });
    editor = new Editor({
      element: document.createElement('div'),
      injectCSS: false,
      extensions: [nodeFromSpec('doc'), failing, nodeFromSpec('text')],
      content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }] },
    });
    editor.view.dispatch(editor.state.tr.insertText('two ', 1));
    expect(editor.view.dom.textContent).toBe('two one');
    expect(drawn).toBeGreaterThan(1);
  });
});
