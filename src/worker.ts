import { isPostPath, summarizePost } from '#content';
import { browserParts, serveRepository } from '#git/engine';

// A row belongs to a blob, wherever it lies: a title that only the path can give is added where rows are shown.
serveRepository(self, { ...browserParts, isPost: isPostPath, summarise: (content) => summarizePost('', content) });
