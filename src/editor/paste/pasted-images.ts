import type { EventChannel } from '#base';
import type { Node, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { PasteNews } from './paste-news.ts';
import { uploadInto, type Arrival, type UploadImage } from './uploads.ts';

export interface PastedImagesParts {
  readonly upload: UploadImage;
  readonly news: EventChannel<PasteNews>;
}

/**
 * Pictures that are pasted or dropped, as files or written into the HTML, are uploaded and come where they were put. Nothing of them
 * stands in the text before they are kept.
 */
export function pastedImages(parts: PastedImagesParts): Plugin {
  const start = (view: EditorView, arrivals: readonly Arrival[]): void => {
    uploadInto(view, arrivals, parts).catch((error: unknown) => reportError(error));
  };
  return new Plugin({
    props: {
      handlePaste(view, event, slice) {
        if (!view.editable) return false;
        const files = picturesOf(event.clipboardData);
        const alone = files.length > 0 ? onlyPicture(slice) : undefined;
        if (alone !== undefined) {
          view.dispatch(view.state.tr.deleteSelection());
          const pos = view.state.selection.from;
          start(
            view,
            files.map((file) => ({ file, pos, alt: alone.alt, title: null })),
          );
          return true;
        }
        if (!hasWrittenPictures(slice)) return false;
        start(view, insertWithoutWritten(view, slice));
        return true;
      },
      handleDrop(view, event, slice, moved) {
        const dropped = [...(event.dataTransfer?.files ?? [])];
        if (moved || !view.editable) return false;
        const pos = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
        if (dropped.length === 0) {
          if (!hasWrittenPictures(slice)) return false;
          event.preventDefault();
          start(view, insertWithoutWritten(view, slice, pos));
          return true;
        }
        // The browser would leave the page for the file.
        event.preventDefault();
        const files = picturesOf(event.dataTransfer);
        for (const file of dropped) {
          if (files.includes(file)) continue;
          parts.news.emit({ kind: 'refused', name: `“${file.name}”`, reason: 'Only pictures can be put into a post.' });
        }
        if (files.length > 0)
          start(
            view,
            files.map((file) => ({ file, pos, alt: '', title: null })),
          );
        return true;
      },
    },
  });
}

function picturesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
}

/** What the HTML beside a file says of the one picture that it is; undefined when there is more in it, as in cells that also came as a picture. */
function onlyPicture(slice: Slice): { readonly alt: string } | undefined {
  const images: Node[] = [];
  let isMore = slice.content.textBetween(0, slice.content.size, ' ').trim() !== '';
  slice.content.descendants((node) => {
    if (node.type.name === 'image') images.push(node);
    else if (node.type.name === 'table' || node.type.name.startsWith('locked')) isMore = true;
  });
  if (isMore || images.length > 1) return undefined;
  return { alt: String(images[0]?.attrs['alt'] ?? '') };
}

function isWritten(node: Node): boolean {
  return node.type.name === 'image' && /^\s*data:/i.test(String(node.attrs['src']));
}

function hasWrittenPictures(slice: Slice): boolean {
  let isFound = false;
  slice.content.descendants((node) => {
    isFound ||= isWritten(node);
    return !isFound;
  });
  return isFound;
}

/** Inserts a slice, without the pictures whose bytes are written in it; returns those with the places where they belong. */
function insertWithoutWritten(view: EditorView, slice: Slice, at?: number): readonly Arrival[] {
  const { tr } = view.state;
  const from = at ?? view.state.selection.from;
  if (at === undefined) tr.replaceSelection(slice);
  else tr.replaceRange(at, at, slice);
  const to = tr.mapping.map(at ?? view.state.selection.to);
  const found: { readonly node: Node; readonly pos: number }[] = [];
  tr.doc.nodesBetween(Math.max(0, from - 1), Math.min(to, tr.doc.content.size), (node, pos) => {
    if (isWritten(node)) found.push({ node, pos });
  });
  const arrivals: Arrival[] = [];
  for (const [index, { node, pos }] of found.entries()) {
    // Each one before it, and itself, is gone from the text by then.
    tr.delete(pos - index, pos - index + node.nodeSize);
    const file = fileOf(String(node.attrs['src']));
    const title: unknown = node.attrs['title'];
    if (file !== undefined)
      arrivals.push({
        file,
        pos: pos - index,
        alt: String(node.attrs['alt']),
        title: typeof title === 'string' ? title : null,
      });
  }
  view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView());
  return arrivals;
}

/** The bytes in a data: address; nothing is requested for it. */
function fileOf(address: string): File | undefined {
  const match = /^\s*data:(image\/[\w.+-]+);base64,([\sA-Za-z0-9+/=]*)$/i.exec(address);
  if (match === null) return undefined;
  try {
    const bytes = Uint8Array.from(atob(match[2] ?? ''), (character) => character.charCodeAt(0));
    return new File([bytes], '', { type: match[1] ?? '' });
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
