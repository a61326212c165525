import { EventChannel } from '#base';
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, undoDepth } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { highlightSelectionMatches } from '@codemirror/search';
import { Annotation, Compartment, EditorState, Transaction, type Extension, type Text } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { frontMatterSyntax } from './front-matter-syntax.ts';
import { FindInSurface } from './find/find-in-surface.tsx';
import { sourceFind, sourceFindTarget } from './find/source-find-target.ts';
import { normalizeLineEnds, restoreLineEnds } from './line-ends.ts';
import type { EditorPlace } from './editor-place.ts';
import type { SourceEditorProps } from './source-editor.tsx';
import { createSourceHandle } from './create-source-handle.ts';
import { readSource, type SourceFile } from './source-file.ts';
import { changeTo, deepenSourceHistory } from './source-history.ts';
import { readSourcePlace, showSourcePlace } from './source-place.ts';
import { whenIdle } from './when-idle.ts';
import { sourceTheme } from './source-theme.ts';

function editability(editable: boolean): Extension {
  return [EditorState.readOnly.of(!editable), EditorView.editable.of(editable)];
}

const fixedExtensions: Extension = [
  history(),
  highlightSpecialChars(),
  highlightSelectionMatches(),
  sourceFind,
  EditorView.contentAttributes.of({ 'aria-label': 'Markdown source', spellcheck: 'true', autocapitalize: 'sentences' }),
  // Tab is left to the browser: whoever writes with the keyboard alone can leave the text.
  keymap.of([{ key: 'Mod-Shift-z', run: redo, preventDefault: true }, ...defaultKeymap, ...historyKeymap]),
  sourceTheme,
];

/** In UTF-16 units. Wrapping and highlighting a line of 500,000 took 1.5 s, and nests too deeply where it is all markers. */
const longestLine = 10_000;

/** Highlighting and wrapped lines, for texts that a person may have written; others scroll sideways in themselves. */
function dress(text: string): Extension {
  if (text.split('\n').some((line) => line.length > longestLine))
    return EditorView.editorAttributes.of({ class: 'cm-long-lines' });
  const language = markdown({ base: markdownLanguage, completeHTMLTags: false, extensions: frontMatterSyntax });
  return [EditorView.lineWrapping, language];
}

/** The CodeMirror view behind SourceEditor, in its own chunk. It reports the exact text: byte order mark and line ends included. */
export function SourceSurface(props: SourceEditorProps) {
  const {
    text,
    isUndoable = false,
    editable,
    onTextChange,
    readEarlier,
    place,
    followPlace,
    onHandle,
    startFindWorker,
  } = props;
  const surface = useRef<HTMLDivElement>(null);
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const known = useRef(text);
  const original = useRef<SourceFile>(readSource(text));
  const access = useRef(new Compartment());
  const extensions = useRef<Extension>([]);
  const [moves] = useState(() => new EventChannel<void>());

  const report = useEffectEvent((edited: string) => {
    known.current = original.current.mark + restoreLineEnds(original.current.body, edited);
    onTextChange(known.current);
  });
  const look = useEffectEvent(() => {
    if (view.current !== null && readEarlier !== undefined)
      deepenWhenIdle(view.current, readEarlier, extensions.current);
  });
  const createState = useEffectEvent((): EditorState => {
    original.current = readSource(text);
    known.current = text;
    const doc = normalizeLineEnds(original.current.body);
    extensions.current = [
      fixedExtensions,
      dress(doc),
      access.current.of(editability(editable)),
      EditorView.updateListener.of((update) => {
        const isShown = update.transactions.some((tr) => tr.annotation(shownText) === true);
        if (update.docChanged && !isShown) report(update.state.doc.toString());
        if (update.docChanged) look();
        if (update.docChanged || update.selectionSet) moves.emit();
      }),
    ];
    return EditorState.create({ doc, extensions: extensions.current });
  });
  /** Shows another version of the file: only what differs is replaced, so that cursor and undo history stay. */
  const show = useEffectEvent((shown: string) => {
    if (view.current === null || shown === known.current) return;
    original.current = readSource(shown);
    known.current = shown;
    const changes = changeTo(view.current.state.doc.toString(), normalizeLineEnds(original.current.body));
    if (changes === null) return;
    const step = isUndoable ? isolateHistory.of('full') : Transaction.addToHistory.of(false);
    view.current.dispatch({ changes, annotations: [shownText.of(true), step] });
  });

  useEffect(() => {
    if (parent.current === null) return;
    // In a document CodeMirror adds style elements, which the content security policy forbids; in a shadow root it adopts sheets.
    const root = parent.current.shadowRoot ?? parent.current.attachShadow({ mode: 'open' });
    const created = new EditorView({ state: createState(), parent: root, root });
    view.current = created;
    look();
    return () => {
      view.current = null;
      created.destroy();
    };
  }, []);
  useEffect(() => show(text), [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: access.current.reconfigure(editability(editable)) });
  }, [editable]);
  const readPlace = useEffectEvent((): EditorPlace =>
    view.current === null ? nowhere : readSourcePlace(view.current, readSource(known.current)),
  );
  useEffect(() => followPlace?.(() => readPlace()), [followPlace]);
  useEffect(() => {
    if (view.current !== null && place !== undefined && place !== null)
      showSourcePlace(view.current, readSource(known.current), place);
  }, [place]);

  useEffect(() => {
    if (view.current === null) return undefined;
    onHandle?.(createSourceHandle({ view: view.current, read: () => known.current, moves }));
    return () => onHandle?.(null);
  }, [onHandle, moves]);

  return (
    <div ref={surface} data-find="" className="flex flex-1 flex-col">
      <FindInSurface
        surface={surface}
        target={() => (view.current === null ? null : sourceFindTarget(view.current))}
        editable={editable}
        startWorker={startFindWorker}
      />
      <div ref={parent} className="flex-1" />
    </div>
  );
}

/** Marks a change that only shows what is stored already. */
const shownText = Annotation.define<boolean>();
const nowhere: EditorPlace = { cursor: 0, seen: 0, top: 0, hasFocus: false };
const asked = new WeakMap<EditorView, Text>();
/** What undo ends at, where that came from outside. */
const bottoms = new WeakMap<EditorView, string>();

/** Where undo has come to its end, fetches what the file was before, in an idle moment. */
function deepenWhenIdle(
  view: EditorView,
  readEarlier: NonNullable<SourceEditorProps['readEarlier']>,
  extensions: Extension,
): void {
  const { doc } = view.state;
  if (undoDepth(view.state) > 0 || asked.get(view) === doc) return;
  whenIdle(() => {
    if (view.state.doc !== doc || asked.get(view) === doc) return;
    asked.set(view, doc);
    readEarlier(bottoms.get(view))
      .then((texts) => {
        // Written on meanwhile: the end of undo may come again.
        if (view.state.doc !== doc) return;
        const earlier = texts.map((text) => normalizeLineEnds(readSource(text).body));
        const deep = deepenSourceHistory(view.state, earlier, extensions);
        const oldest = texts.at(-1);
        if (deep === null || oldest === undefined) return;
        bottoms.set(view, oldest);
        view.setState(deep);
      })
      .catch((error: unknown) => reportError(error));
  });
}
