import { isPostPath } from '#content';
import { browserParts, serveRepository } from '#git/engine';
import type * as postRows from './post-rows.ts';

/** Reading posts takes much code, which comes when it is needed: what is shown first needs none of it. */
let posts: Promise<typeof postRows> | undefined;

async function summariser(): Promise<typeof postRows.summarizeContent> {
  posts ??= import('./post-rows.ts');
  posts.catch(() => {
    posts = undefined;
  });
  return (await posts).summarizeContent;
}

// A row belongs to a blob, wherever it lies: a title that only the path can give is added where rows are shown.
serveRepository(self, {
  ...browserParts,
  isPost: isPostPath,
  summariser,
});
