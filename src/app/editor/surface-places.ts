import type { EditorPlace } from '#editor';
import type { OpenedPost, PostContent, Workspace } from '#workspace';

/** Where to put the cursor of a surface that was just shown. A new object asks for it anew. */
export interface SessionPlace {
  readonly kind: PostContent['kind'];
  readonly place: EditorPlace;
}

/** Knows where the person is in each surface, and where that is in the other one. */
export class SurfacePlaces {
  readonly #workspace: Pick<Workspace, 'placeInSource' | 'placeInDocument'>;
  readonly #readers = new Map<PostContent['kind'], () => EditorPlace>();

  constructor(workspace: Pick<Workspace, 'placeInSource' | 'placeInDocument'>) {
    this.#workspace = workspace;
  }

  /** Tells how to learn where the person is in a surface; the returned function ends it. */
  follow(kind: PostContent['kind'], read: () => EditorPlace): () => void {
    this.#readers.set(kind, read);
    return () => {
      if (this.#readers.get(kind) === read) this.#readers.delete(kind);
    };
  }

  /** Where in the source of `text` the person is, who writes rich text; null when nobody tells. */
  async inSource(text: string): Promise<SessionPlace | null> {
    const place = this.#readers.get('rich')?.();
    if (place === undefined) return null;
    const [cursor = 0, seen = 0] = await this.#workspace.placeInSource(text, [place.cursor, place.seen]);
    return { kind: 'source', place: { ...place, cursor, seen } };
  }

  /** Where in the document the person is, who writes source; null when nobody tells. */
  async inDocument(opened: OpenedPost): Promise<SessionPlace | null> {
    const place = this.#readers.get('source')?.();
    if (place === undefined) return null;
    const [cursor = 0, seen = 0] = await this.#workspace.placeInDocument(opened, [place.cursor, place.seen]);
    return { kind: 'rich', place: { ...place, cursor, seen } };
  }
}
