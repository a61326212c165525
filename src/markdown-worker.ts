import { serveMarkdown } from '#markdown';

serveMarkdown(self);
