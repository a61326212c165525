import { GalleyError } from '#base';
import type { Root } from 'mdast';
import type { SourceInspection } from '../inspect/inspect-source.ts';
import { parseMarkdown, sourceOnlyReason } from '../parse-markdown.ts';
import type { SerializeOutcome } from '../serialize-markdown.ts';
import * as v from 'valibot';
import { inPlaceMarkdown, type MarkdownEngine } from './markdown-engine.ts';
import { markdownAnswer, type MarkdownAnswer, type MarkdownRequest } from './markdown-messages.ts';

/** What is needed of a Worker. */
export interface WorkerLike {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
  postMessage(message: unknown): void;
  terminate(): void;
}

/** In UTF-16 units. Shorter texts take a few frames at most, and are done where they are. */
const worthAWorker = 20_000;

const sentence =
  'Most of what people write is a line that goes on for a while, with *some* words in **bold**, and then it ends. ';

/** A text with a little of everything, and mostly of what most texts are made of. */
const practice =
  `## Words\n\nSome \`code\`, a [link](/a) and\n<br> more.\n\n- one\n- two\n\n> Said.\n\n| a |\n| - |\n| b |\n\n${`${sentence.repeat(5)}\n\n`.repeat(3)}`.repeat(
    3,
  );

/** What has read so many of them reads several times faster. */
const practices = 8;

type Unnumbered<Request> = Request extends MarkdownRequest ? Omit<Request, 'id'> : never;

/**
 * Parses and writes large texts in a worker, which is started with the first of them, so that no key waits for them. When the
 * worker can't be started or dies, the work is done on this thread.
 */
export function createWorkerMarkdown(start: () => WorkerLike): MarkdownEngine {
  const waiting = new Map<
    number,
    { resolve: (answer: MarkdownAnswer) => void; reject: (error: GalleyError) => void }
  >();
  let worker: WorkerLike | undefined;
  let lastId = 0;

  const die = (reason: string): void => {
    worker?.terminate();
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new GalleyError('internal', reason));
    waiting.clear();
  };
  const begin = (): WorkerLike => {
    const started = start();
    started.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = v.parse(markdownAnswer, event.data);
      waiting.get(message.id)?.resolve(message);
      waiting.delete(message.id);
    });
    started.addEventListener('error', () => die('The Markdown worker stopped'));
    started.addEventListener('messageerror', () => die('The Markdown worker sent something that can not be read'));
    return started;
  };
  const ask = (request: Unnumbered<MarkdownRequest>): Promise<MarkdownAnswer> =>
    new Promise((resolve, reject) => {
      worker ??= begin();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ ...request, id: lastId });
    });
  /** The worker's work, or the same done here. */
  const orHere = async <Result>(work: () => Promise<Result>, here: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (thrown) {
      reportError(thrown);
      return here();
    }
  };

  return {
    async prepare() {
      try {
        // One after the other: a text that a person waits for meanwhile is the next.
        for (let read = 0; read < practices; read += 1) {
          parseMarkdown(practice, treeOf(await ask({ kind: 'parse', source: practice })));
        }
      } catch {
        // What goes wrong is told when a text comes.
      }
    },
    parse(source) {
      const isForWorker = source.length > worthAWorker && sourceOnlyReason(source) === null;
      if (!isForWorker) return inPlaceMarkdown.parse(source);
      return orHere(
        async () => parseMarkdown(source, treeOf(await ask({ kind: 'parse', source }))),
        () => inPlaceMarkdown.parse(source),
      );
    },
    // Nobody waits for it, and here it would be in the way of keys: without a worker there is none of a long text.
    inspect: async (source, options) =>
      source.length <= worthAWorker
        ? inPlaceMarkdown.inspect(source, options)
        : inspectionOf(await ask({ kind: 'inspect', source, options })),
    serialize(original, document, options = {}) {
      if (original.source.length <= worthAWorker || original.sourceOnly !== null)
        return inPlaceMarkdown.serialize(original, document, options);
      return orHere(
        async () =>
          outcomeOf(await ask({ kind: 'serialize', source: original.source, document: document.toJSON(), options })),
        () => inPlaceMarkdown.serialize(original, document, options),
      );
    },
  };
}

function treeOf(answer: MarkdownAnswer): Root {
  if (answer.kind !== 'parsed') throw unexpected(answer);
  return answer.tree;
}

function inspectionOf(answer: MarkdownAnswer): SourceInspection {
  if (answer.kind !== 'inspected') throw unexpected(answer);
  return answer.inspection;
}

function outcomeOf(answer: MarkdownAnswer): SerializeOutcome {
  if (answer.kind === 'saved') return { kind: 'saved', text: answer.text };
  if (answer.kind === 'refused') return { kind: 'refused', reason: answer.reason };
  throw unexpected(answer);
}

function unexpected(answer: MarkdownAnswer): GalleyError {
  return new GalleyError('internal', answer.kind === 'failed' ? answer.message : `Not an answer: ${answer.kind}`);
}
