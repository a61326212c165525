import { parsePost, titleFromPath } from '#content';
import type { Draft } from '#drafts';
import type { PostRow } from './workspace.ts';

/** The row of a post that has a draft; `known` is its row in the branch, if it has one. */
export function draftRow(draft: Draft, known: PostRow | undefined): PostRow {
  const { title, authorName, thumbnail } = parsePost(draft.text).fields;
  return {
    path: draft.path,
    title: title === undefined || title === '' ? titleFromPath(draft.path) : title,
    author: authorName ?? '',
    thumbnail: thumbnail ?? '',
    unreadable: false,
    lastChange: known?.lastChange ?? null,
    state: known === undefined ? 'new' : 'edited',
    arriving: false,
  };
}
