import type { EventChannel } from '#base';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { element } from '../views/element.ts';
import type { PasteNews } from './paste-news.ts';

export type UploadOutcome =
  | { readonly kind: 'added'; readonly address: string }
  /** `reason` is a sentence for people. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Keeps a picture for the repository and gives the address to write in the post. */
export type UploadImage = (file: File) => Promise<UploadOutcome>;

/** A picture on its way into the text. */
export interface Arrival {
  readonly file: File;
  readonly alt: string;
  readonly title: string | null;
  readonly pos: number;
}

type Change = { readonly add: readonly (Arrival & { readonly id: symbol })[] } | { readonly remove: symbol };

const key = new PluginKey<DecorationSet>('uploads');

/** Marks the places of pictures that are being uploaded; they move with the text and are no part of it. */
export function uploadPlaces(): Plugin<DecorationSet> {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, places) {
        const moved = places.map(tr.mapping, tr.doc);
        const change: Change | undefined = tr.getMeta(key);
        if (change === undefined) return moved;
        if ('remove' in change)
          return moved.remove(moved.find(undefined, undefined, (spec) => spec['id'] === change.remove));
        return moved.add(
          tr.doc,
          change.add.map(({ pos, file, id }) => Decoration.widget(pos, () => placeholder(file), { id, side: -1 })),
        );
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

function placeholder(file: File): HTMLElement {
  const words = file.name === '' ? 'Adding the picture…' : `Adding ${file.name}…`;
  return element('span', { class: 'upload-placeholder', contenteditable: 'false', role: 'status' }, words);
}

/**
 * Uploads pictures one after the other and puts each in its place when it is there. One that fails is said in words; the text stays as
 * it is.
 */
export async function uploadInto(
  view: EditorView,
  arrivals: readonly Arrival[],
  parts: { readonly upload: UploadImage; readonly news: EventChannel<PasteNews> },
): Promise<void> {
  const waiting = arrivals.map((arrival) => ({ ...arrival, id: Symbol('upload') }));
  view.dispatch(view.state.tr.setMeta(key, { add: waiting } satisfies Change));
  for (const { id, file, alt, title } of waiting) {
    const outcome = await parts.upload(file).catch((error: unknown): UploadOutcome => {
      reportError(error);
      return { kind: 'refused', reason: 'It could not be kept in this browser.' };
    });
    if (outcome.kind === 'refused') {
      parts.news.emit({
        kind: 'refused',
        name: file.name === '' ? 'The picture' : `“${file.name}”`,
        reason: outcome.reason,
      });
    }
    if (view.isDestroyed) continue;
    const [place] = key.getState(view.state)?.find(undefined, undefined, (spec) => spec['id'] === id) ?? [];
    const tr = view.state.tr.setMeta(key, { remove: id } satisfies Change);
    const image = view.state.schema.nodes['image'];
    if (outcome.kind === 'added' && place !== undefined && image !== undefined) {
      const at = placeFor(view, place.from);
      tr.replaceRangeWith(at, at, image.create({ src: outcome.address, alt, title }));
    }
    view.dispatch(tr);
  }
}

/** Code holds no pictures: there it comes behind the block. */
function placeFor(view: EditorView, pos: number): number {
  const $pos = view.state.doc.resolve(Math.min(pos, view.state.doc.content.size));
  return $pos.parent.type.spec.code === true ? $pos.after() : $pos.pos;
}
