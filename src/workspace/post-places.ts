import { parsePost } from '#content';
import { positionInDocument, positionInSource } from '#markdown';
import { markdownOf } from './markdown-of.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { OpenedPost } from './workspace.ts';

/** Where in the text of the whole file places of its document lie. */
export async function placeInSource(
  context: WorkspaceContext,
  text: string,
  places: readonly number[],
): Promise<readonly number[]> {
  const { body } = parsePost(text);
  const parsed = await markdownOf(context).parse(body);
  const start = text.length - body.length;
  return places.map((place) => start + positionInSource(parsed, place));
}

/** Where in the post's document places of its text lie. */
export function placeInDocument({ post, parsed }: OpenedPost, places: readonly number[]): readonly number[] {
  const start = post.source.length - post.body.length;
  return places.map((place) => positionInDocument(parsed, Math.max(0, place - start)));
}
