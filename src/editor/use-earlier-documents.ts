import type { Editor } from '@tiptap/core';
import { undoDepth } from '@tiptap/pm/history';
import { useEffect } from 'react';
import { deepenHistory } from './deepen-history.ts';
import type { EarlierDocument, PostEditorProps } from './post-editor-props.ts';
import { whenIdle } from './when-idle.ts';

/** Where undo has come to its end, fetches what the post was before, in an idle moment. */
export function useEarlierDocuments(editor: Editor, readEarlier: PostEditorProps['readEarlier']): void {
  useEffect(() => {
    if (readEarlier === undefined) return;
    let callOff: (() => void) | undefined;
    let asked: unknown;
    /** What undo ends at, where that came from here. */
    let bottom: EarlierDocument | undefined;
    const deepen = async (): Promise<void> => {
      const { doc } = editor.state;
      if (asked === doc) return;
      asked = doc;
      const earlier = await readEarlier(bottom?.text);
      // Written on meanwhile: the end of undo may come again.
      if (editor.isDestroyed || editor.state.doc !== doc) return;
      if (
        !deepenHistory(
          editor,
          earlier.map(({ document }) => document),
        )
      )
        return;
      bottom = earlier.at(-1);
      editor.view.dispatch(editor.state.tr.setMeta('addToHistory', false));
    };
    const look = (): void => {
      if (undoDepth(editor.state) > 0) return;
      callOff?.();
      callOff = whenIdle(() => {
        deepen().catch((error: unknown) => reportError(error));
      });
    };
    look();
    editor.on('transaction', look);
    return () => {
      callOff?.();
      editor.off('transaction', look);
    };
  }, [editor, readEarlier]);
}
