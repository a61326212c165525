import type { Root } from 'mdast';
import { inspectSource } from '../inspect/inspect-source.ts';
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
  let unread: { readonly source: string; readonly tree: Root } | undefined;
  const answer = (request: MarkdownRequest): MarkdownAnswer => {
    const { id, source } = request;
    if (request.kind === 'parse') {
      const tree = parseTree(source);
      // The tab waits for the tree alone: the rest is made of it when the first save comes.
      unread = { source, tree };
      return { kind: 'parsed', id, tree };
    }
    if (last?.source !== source) last = parseMarkdown(source, unread?.source === source ? unread.tree : undefined);
    unread = undefined;
    if (request.kind === 'inspect') {
      return { kind: 'inspected', id, inspection: inspectSource(last, request.options) };
    }
    return { id, ...serializeMarkdown(last, schema.nodeFromJSON(request.document), request.options) };
  };
  port.addEventListener('message', (event) => {
    const request = v.parse(markdownRequest, event.data);
    port.postMessage(answerOrFailure(request, answer));
  });
}

function answerOrFailure(
  request: MarkdownRequest,
  answer: (request: MarkdownRequest) => MarkdownAnswer,
): MarkdownAnswer {
  try {
    return answer(request);
  } catch (thrown) {
    return { kind: 'failed', id: request.id, message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
