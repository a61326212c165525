import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { problemKinds } from '../checks/problem.ts';
import { inspectSource } from '../inspect/inspect-source.ts';
import { parseMarkdown } from '../parse-markdown.ts';
import { schema } from '../schema.ts';
import { serializeMarkdown } from '../serialize-markdown.ts';
import { serveMarkdown } from './serve-markdown.ts';
import { createWorkerMarkdown, type WorkerLike } from './worker-markdown.ts';

const long = '# Title\r\n\r\n> Some *words* of a [post][p].\r\n\r\n- [x] a\r\n\r\n'.repeat(600) + '[p]: /x\r\n';

/** A worker's two ends in one thread; messages are copied as between threads. */
function startWorker(): WorkerLike & { readonly asked: unknown[] } {
  const { port1, port2 } = new MessageChannel();
  const asked: unknown[] = [];
  const listen = (port: typeof port1) => (type: string, listener: (event: MessageEvent<unknown>) => void) => {
    if (type === 'message') port.on('message', (data: unknown) => listener(new MessageEvent('message', { data })));
  };
  serveMarkdown({ addEventListener: listen(port2), postMessage: (message) => port2.postMessage(message) });
  return {
    asked,
    addEventListener: listen(port1),
    postMessage: (message) => {
      asked.push(message);
      port1.postMessage(message);
    },
    terminate: () => port1.close(),
  };
}

const workers: WorkerLike[] = [];
function start() {
  const worker = startWorker();
  workers.push(worker);
  return worker;
}

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
  vi.unstubAllGlobals();
});

describe('createWorkerMarkdown', () => {
  it('[R12] reads and writes a long text in the worker as here', async () => {
    const started: ReturnType<typeof start>[] = [];
    const engine = createWorkerMarkdown(() => {
      const worker = start();
      started.push(worker);
      return worker;
    });
    const parsed = await engine.parse(long);
    expect(parsed.document.eq(parseMarkdown(long).document)).toBe(true);
    const json = JSON.stringify(parsed.document.toJSON()).replace('Title', 'Other title');
    const edited = schema.nodeFromJSON(JSON.parse(json));
    expect(await engine.serialize(parsed, edited)).toEqual(serializeMarkdown(parseMarkdown(long), edited));
    expect(await engine.serialize(parsed, parsed.document)).toEqual({ kind: 'saved', text: long });
    expect(started).toHaveLength(1);
    expect(started[0]?.asked).toHaveLength(3);
  });

  it('[D7] looks at a long source in the worker as here', async () => {
    const worker = start();
    const engine = createWorkerMarkdown(() => worker);
    const options = { checks: problemKinds, missing: { images: [], links: ['/x'] } };
    const inspection = await engine.inspect(long, options);
    expect(inspection).toEqual(inspectSource(parseMarkdown(long), options));
    expect(inspection.problems).toHaveLength(500);
    expect(worker.asked).toHaveLength(1);
  });

  it('[R12] gives the worker a text that is too large for the rich editor, but can be taken apart', () => {
    const asked: unknown[] = [];
    const postMessage = (message: unknown) => asked.push(message);
    const engine = createWorkerMarkdown(() => ({
      addEventListener: () => undefined,
      postMessage,
      terminate: () => undefined,
    }));
    void engine.parse(long.repeat(20));
    expect(asked).toHaveLength(1);
  });

  it('[D51] practises piece by piece, so that a text that a person waits for comes after one piece at most', async () => {
    const worker = start();
    const engine = createWorkerMarkdown(() => worker);
    const practised = engine.prepare();
    const parsed = engine.parse('Some words.\n\n'.repeat(2000));
    expect(worker.asked).toHaveLength(2);
    await parsed;
    expect(worker.asked.length).toBeLessThanOrEqual(3);
    await practised;
    expect(worker.asked.length).toBeGreaterThan(3);
    expect(Math.max(...worker.asked.map((each) => JSON.stringify(each).length))).toBe(
      JSON.stringify(worker.asked[1]).length,
    );
  });

  it('[D51] says nothing where it can not practise', async () => {
    const engine = createWorkerMarkdown(() => {
      throw new Error('no workers here');
    });
    await expect(engine.prepare()).resolves.toBeUndefined();
  });

  it('starts no worker for an ordinary post', async () => {
    const engine = createWorkerMarkdown(() => {
      throw new Error('started');
    });
    const parsed = await engine.parse('# A\n');
    expect(await engine.serialize(parsed, parsed.document)).toEqual({ kind: 'saved', text: '# A\n' });
  });

  it('does the work here, and reports it, when the worker can not be started', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const engine = createWorkerMarkdown(() => {
      throw new Error('no workers here');
    });
    expect((await engine.parse(long)).document.childCount).toBe(parseMarkdown(long).document.childCount);
    expect(reported).toEqual([new Error('no workers here')]);
  });
});
