import { isPostPath } from '#content';
import { browserParts, serveRepository } from '#git/engine';

/** Reading posts takes much code, which comes when it is needed: what is shown first needs none of it. */
let posts: Promise<typeof import('./post-rows.ts')> | undefined;

async function summariser(): Promise<typeof import('./post-rows.ts').summarizeContent> {
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
