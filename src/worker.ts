import { isPostPath, summarizeQuickly } from '#content';
import { browserParts, serveRepository } from '#git/engine';
import type * as postRows from './post-rows.ts';

/** Reading any post takes much code, which comes when it is needed: the first that are shown seldom need it. */
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
  rows: { summariser, summariseQuickly: (content, isUtf8) => summarizeQuickly('', content, isUtf8) },
});
