import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import type { PostEditorProps } from './post-editor-props.ts';
import { readRichPlace, showRichPlace } from './rich-place.ts';

/** Keeps the rich text's place known to the screen, and goes where the screen asks. */
export function usePlace(editor: Editor, { place, followPlace }: Pick<PostEditorProps, 'place' | 'followPlace'>): void {
  useEffect(() => followPlace?.(() => readRichPlace(editor)), [editor, followPlace]);
  useEffect(() => {
    if (place !== undefined && place !== null) showRichPlace(editor, place);
  }, [editor, place]);
}
