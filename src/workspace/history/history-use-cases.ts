export { bringBack } from './bring-back.ts';
export { readActivity } from './activity.ts';
export { listDeletedPosts, restoreDeleted } from './deleted-posts.ts';
export { undoCommit } from './undo-commit.ts';
export { findPassageOf, passageWriters } from './passages-of-post.ts';
