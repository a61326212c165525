import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { frontMatterSyntax } from './front-matter-syntax.ts';
import { normalizeLineEnds, restoreLineEnds } from './line-ends.ts';
import type { SourceEditorProps } from './source-editor.tsx';
import { sourceTheme } from './source-theme.ts';

const BYTE_ORDER_MARK = '\u{FEFF}';

/** What the editor holds while the file has a byte order mark and line ends of its own: neither is typed, both stay. */
interface SourceFile {
  readonly mark: string;
  readonly body: string;
}

function readSource(text: string): SourceFile {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  return { mark, body: text.slice(mark.length) };
}

function editability(editable: boolean): Extension {
  return [EditorState.readOnly.of(!editable), EditorView.editable.of(editable)];
}

/** The words of the search panel, written as everywhere else. */
const phrases = {
  next: 'Next',
  previous: 'Previous',
  all: 'All',
  'match case': 'Match case',
  regexp: 'Pattern',
  'by word': 'Whole words',
  replace: 'Replace',
  'replace all': 'Replace all',
};

const fixedExtensions: Extension = [
  history(),
  highlightSpecialChars(),
  highlightSelectionMatches(),
  search({ top: true }),
  EditorState.phrases.of(phrases),
  EditorView.contentAttributes.of({ 'aria-label': 'Markdown source', spellcheck: 'true', autocapitalize: 'sentences' }),
  // Tab is left to the browser: whoever writes with the keyboard alone can leave the text.
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
  sourceTheme,
];

/** In UTF-16 units. Wrapping and highlighting a line of 500,000 took 1.5 s, and nests too deeply where it is all markers. */
const longestLine = 10_000;

/** Highlighting and wrapped lines, for texts that a person may have written. */
function dress(text: string): Extension {
  if (text.split('\n').some((line) => line.length > longestLine)) return [];
  const language = markdown({ base: markdownLanguage, completeHTMLTags: false, extensions: frontMatterSyntax });
  return [EditorView.lineWrapping, language];
}

/** The CodeMirror view behind SourceEditor, in its own chunk. It reports the exact text: byte order mark and line ends included. */
export function SourceSurface({ text, editable, onTextChange }: SourceEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const known = useRef<string>(text);
  const original = useRef<SourceFile>(readSource(text));
  const access = useRef(new Compartment());

  const report = useEffectEvent((edited: string) => {
    known.current = original.current.mark + restoreLineEnds(original.current.body, edited);
    onTextChange(known.current);
  });
  const createState = useEffectEvent((): EditorState => {
    original.current = readSource(text);
    known.current = text;
    const doc = normalizeLineEnds(original.current.body);
    return EditorState.create({
      doc,
      extensions: [
        fixedExtensions,
        dress(doc),
        access.current.of(editability(editable)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) report(update.state.doc.toString());
        }),
      ],
    });
  });

  useEffect(() => {
    if (parent.current === null) return;
    // In a document CodeMirror adds style elements, which the content security policy forbids; in a shadow root it adopts sheets.
    const root = parent.current.shadowRoot ?? parent.current.attachShadow({ mode: 'open' });
    const created = new EditorView({ state: createState(), parent: root, root });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, []);
  useEffect(() => {
    if (text !== known.current) view.current?.setState(createState());
  }, [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: access.current.reconfigure(editability(editable)) });
  }, [editable]);

  return <div ref={parent} className="flex-1" />;
}
