import { isPostPath } from '#content';
import { browserParts, serveRepository } from '#git/engine';

/** Reading posts takes much code, which comes while the repository is opened. */
const posts = import('./post-rows.ts');
posts.catch(() => undefined);

// A row belongs to a blob, wherever it lies: a title that only the path can give is added where rows are shown.
serveRepository(self, {
  ...browserParts,
  isPost: isPostPath,
  summariser: async () => (await posts).summarizeContent,
});
