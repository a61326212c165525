import type { PostFields } from '#content';
import type { EarlierText, OpenedPost, PostContent } from '#workspace';

/** Texts that undo leads back to, with what the rich text is then: the file is that text again, byte for byte. */
export class ExactTexts {
  readonly #texts = new Map<string, Pick<EarlierText, 'document' | 'fields'>>();

  /** Notes what there was before, and what is there now. */
  remember(earlier: readonly EarlierText[], { post, document }: OpenedPost): void {
    for (const { text, document: before, fields } of earlier) this.#texts.set(text, { document: before, fields });
    if (!this.#texts.has(post.source)) this.#texts.set(post.source, { document, fields: post.fields });
  }

  /** The text where undo came back to one; undefined for anything else. */
  find(content: PostContent & { readonly kind: 'rich' }): string | undefined {
    // Undo of the text leads to no other front matter.
    if ((content.frontMatter?.size ?? 0) > 0) return undefined;
    for (const [text, { document, fields }] of this.#texts) {
      if (document.eq(content.document) && hasSame(fields, content.fields)) return text;
    }
    return undefined;
  }
}

/** A field that is empty may as well be absent. */
function hasSame(one: PostFields, other: PostFields): boolean {
  const fields = ['title', 'authorName', 'authorImage', 'thumbnail'] as const;
  return fields.every((field) => (one[field] ?? '') === (other[field] ?? ''));
}
