import { parseMarkdown, type ParsedMarkdown } from '../parse-markdown.ts';
import { parseTree } from '../parse-tree.ts';
import { schema } from '../schema.ts';
import { serializeMarkdown } from '../serialize-markdown.ts';
import * as v from 'valibot';
import { markdownRequest, type MarkdownAnswer, type MarkdownRequest } from './markdown-messages.ts';

/** The worker's side of a message channel. */
export interface MarkdownPort {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  postMessage(message: unknown): void;
}

/** Parses and writes large texts in a worker. The text that was parsed last is kept, as the next saves are of that one. */
export function serveMarkdown(port: MarkdownPort): void {
  let last: ParsedMarkdown | undefined;
  const parsed = (source: string): ParsedMarkdown => {
    last = last?.source === source ? last : parseMarkdown(source);
    return last;
  };
  port.addEventListener('message', (event) => {
    const request = v.parse(markdownRequest, event.data);
    port.postMessage(answer(request, parsed));
  });
}

function answer(request: MarkdownRequest, parsed: (source: string) => ParsedMarkdown): MarkdownAnswer | object {
  const { id, source } = request;
  try {
    if (request.kind === 'parse') return { kind: 'parsed', id, tree: parseTree(source) };
    return { id, ...serializeMarkdown(parsed(source), schema.nodeFromJSON(request.document), request.options) };
  } catch (thrown) {
    return { kind: 'failed', id, message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
