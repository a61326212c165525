import { serveFind } from '#content';

serveFind(self);
