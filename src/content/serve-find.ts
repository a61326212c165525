import * as v from 'valibot';
import { findInTexts } from './find-in-texts.ts';

/** The worker's side of a message channel. */
export interface FindPort {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  postMessage(message: unknown): void;
}

const request = v.object({
  id: v.number(),
  texts: v.array(v.string()),
  pattern: v.object({ source: v.string(), flags: v.string() }),
});

/** Looks for patterns in a worker, where one that never ends can be stopped from outside. */
export function serveFind(port: FindPort): void {
  port.addEventListener('message', (event) => {
    const { id, texts, pattern } = v.parse(request, event.data);
    port.postMessage({ id, matches: findInTexts(texts, pattern) });
  });
}
