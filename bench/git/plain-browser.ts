import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import * as v from 'valibot';
import { chromiumArguments } from '../../scripts/chromium-arguments.mjs';

/** Milliseconds: a second of work for both cores, on a slow machine. */
const START_OF_BROWSER = 2500;

/** Pages in the background work as fast as the one in front, and nothing is asked of the person. */
const unwatched = [
  '--headless',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--password-store=basic',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const answerSchema = v.looseObject({
  id: v.optional(v.number()),
  result: v.optional(v.unknown()),
  error: v.optional(v.looseObject({ message: v.string() })),
});
const targetSchema = v.looseObject({ targetId: v.string() });
const sessionSchema = v.looseObject({ sessionId: v.string() });
const processesSchema = v.looseObject({
  processInfo: v.array(v.looseObject({ type: v.string(), id: v.number() })),
});
const navigationSchema = v.looseObject({ errorText: v.optional(v.string()) });
const evaluationSchema = v.looseObject({
  result: v.looseObject({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(
    v.looseObject({ text: v.string(), exception: v.optional(v.looseObject({ description: v.optional(v.string()) })) }),
  ),
});

/**
 * A Chromium with a profile of its own on disk, as a person has: what workers store there outlives the page. It is driven
 * by as little of the DevTools protocol as there is: a tool that records what pages ask of the network, as those for tests
 * do, has the browser copy every byte on the thread that reads it.
 */
export class PlainBrowser {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #commands: Writable;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #lastId = 0;

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `stdio` below makes these pipes
    const [commands, answers] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
    this.#commands = commands;
    answers.setEncoding('utf8');
    let rest = '';
    answers.on('data', (text: string) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(message);
    });
    child.once('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The browser ended'));
    });
  }

  static async launch(executablePath: string): Promise<PlainBrowser> {
    const folder = await mkdtemp(join(tmpdir(), 'galley-profile-'));
    const args = [...chromiumArguments, ...unwatched, `--user-data-dir=${folder}`, '--remote-debugging-pipe'];
    const child = spawn(executablePath, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    return new PlainBrowser(child, folder);
  }

  /** Waits until the browser has ended what it does when it starts, which would take part in all that is measured. */
  async settled(): Promise<void> {
    await setTimeout(START_OF_BROWSER);
  }

  /** A page at `url`, whose own security policy does not hold. */
  async open(url: string): Promise<PlainPage> {
    const { targetId } = v.parse(targetSchema, await this.send('Target.createTarget', { url: 'about:blank' }));
    const attached = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new PlainPage(this, targetId, v.parse(sessionSchema, attached).sessionId);
    await page.goto(url);
    return page;
  }

  /** The ids of the processes that have pages. */
  async renderers(): Promise<readonly number[]> {
    const { processInfo } = v.parse(processesSchema, await this.send('SystemInfo.getProcessInfo'));
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async close(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.send('Browser.close').catch(() => undefined);
    await closed;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #receive(message: string): void {
    const { id, result, error } = v.parse(answerSchema, JSON.parse(message));
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (error === undefined) waiting.resolve(result);
    else waiting.reject(new Error(error.message));
  }
}

export class PlainPage {
  readonly #browser: PlainBrowser;
  readonly #targetId: string;
  readonly #sessionId: string;

  constructor(browser: PlainBrowser, targetId: string, sessionId: string) {
    this.#browser = browser;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
  }

  async goto(url: string): Promise<void> {
    await this.#browser.send('Page.setBypassCSP', { enabled: true }, this.#sessionId);
    const went = v.parse(navigationSchema, await this.#browser.send('Page.navigate', { url }, this.#sessionId));
    if (went.errorText !== undefined) throw new Error(`${url}: ${went.errorText}`);
    const isThere = (address: string): boolean => location.href === address && document.readyState === 'complete';
    while (!(await this.evaluate(isThere, url))) await setTimeout(20);
  }

  /** Runs a script. */
  run(code: string): Promise<unknown> {
    return this.#evaluate(code);
  }

  /** Calls a function inside the page, which sees its argument and nothing else of here. */
  evaluate<Result>(call: () => Result | Promise<Result>): Promise<Result>;
  evaluate<Argument, Result>(call: (given: Argument) => Result | Promise<Result>, given: Argument): Promise<Result>;
  async evaluate<Argument, Result>(call: (given: Argument) => Result, given?: Argument): Promise<Result> {
    const argument = given === undefined ? '' : JSON.stringify(given);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the function returns, by way of JSON
    return (await this.#evaluate(`(${call.toString()})(${argument})`)) as Result;
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId });
  }

  async #evaluate(expression: string): Promise<unknown> {
    const call = { expression, awaitPromise: true, returnByValue: true };
    const answer = await this.#browser.send('Runtime.evaluate', call, this.#sessionId);
    const { result, exceptionDetails } = v.parse(evaluationSchema, answer);
    if (exceptionDetails === undefined) return result.value;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
}
