import { GalleyError } from '#base';
import type { createMemoryRemote } from '#mocks';
import type { MergePiece, OpenedPost, PublishOutcome } from '#workspace';
import type { FaultTab } from './fault-site.ts';
import { RandomNumbers } from './random-numbers.ts';
import { SimulatedBrowser } from './simulated-browser.ts';

type Remote = ReturnType<typeof createMemoryRemote>;
type RemoteFault = NonNullable<ReturnType<NonNullable<Parameters<Remote['setFault']>[0]>>>;

const paths = ['posts/one.md', 'posts/two.md', 'posts/three.md', 'posts/deep/four.md'] as const;
const PARAGRAPHS = 5;

/** The posts that a walk begins with. */
export const firstFiles: Readonly<Record<string, string>> = Object.fromEntries(
  paths.map((path) => [path, textOf(path)]),
);

function textOf(path: string): string {
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, index) => `P${index} at first.\n`);
  return [`# ${path}\n`, ...paragraphs].join('\n');
}

const faults: readonly RemoteFault[] = [
  ...[401, 403, 404, 429, 500, 503].map((status): RemoteFault => ({ kind: 'status', status })),
  { kind: 'network', after: false },
  { kind: 'network', after: true },
  { kind: 'cut', share: 0 },
  { kind: 'cut', share: 0.5 },
  { kind: 'cut', share: 0.98 },
  { kind: 'garble' },
  { kind: 'stale' },
];

/** The ways in which a step may go wrong and say so. All else that is thrown is a defect. */
const named = new Set([
  'not-found',
  'sign-in-needed',
  'not-allowed',
  'rate-limited',
  'server-error',
  'offline',
  'cut-off',
  'corrupt',
  'not-a-git-server',
  'unsupported',
  'branch-gone',
  'branch-rewritten',
]);

/**
 * Two people's browsers and other people's commits on one remote, step by step at random: edits in posts just opened and in
 * editors that were left open, saves, commits, pushes and fetches with faults, kills at a write, second tabs, lost networks,
 * evictions, rewritten history. After each step what must hold is checked; `problems` says what does not.
 */
export class RandomWalk {
  readonly #random: RandomNumbers;
  readonly #remote: Remote;
  readonly #browsers: readonly SimulatedBrowser[];
  /** The last words that each browser's person typed, by browser, path and paragraph, while they must be somewhere. */
  readonly #words = new Map<
    string,
    { readonly browser: SimulatedBrowser; readonly path: string; readonly word: string }
  >();
  readonly #published = new Set<string>();
  /** The posts that are left open in each tab, with what was last written there. */
  readonly #editors = new WeakMap<FaultTab, Map<string, { readonly opened: OpenedPost; text: string }>>();
  readonly #told = new ToldParagraphs();
  readonly operations: string[] = [];
  #log: readonly string[];
  #count = 0;

  constructor({ seed, url, remote }: { readonly seed: number; readonly url: string; readonly remote: Remote }) {
    this.#random = new RandomNumbers(seed);
    this.#remote = remote;
    this.#browsers = [new SimulatedBrowser(url), new SimulatedBrowser(url)];
    this.#log = remote.log();
  }

  async start(): Promise<void> {
    for (const browser of this.#browsers) await browser.openTab();
  }

  /** Takes one step and says what does not hold after it. */
  async step(): Promise<readonly string[]> {
    const browser = this.#random.pick(this.#browsers);
    if (browser.isDead) await browser.restart();
    this.#note(`browser ${this.#browsers.indexOf(browser)}`);
    const tab = this.#random.pick(browser.tabs);
    let mayRewrite = false;
    const dice = this.#random.below(100);
    try {
      if (dice < 34) await this.#type(browser, tab);
      else if (dice < 56) await this.#publish(browser, tab);
      else if (dice < 66) await this.#sync(tab);
      else if (dice < 78) this.#commitTheirs();
      else if (dice < 82) mayRewrite = this.#rewriteHistory();
      else if (dice < 88) this.#planKill(browser);
      else if (dice < 92) await this.#toggleTab(browser);
      else if (dice < 96) await this.#publishOffline(browser, tab);
      else if (dice < 97) await this.#evict(browser);
      else browser.kill('now');
    } catch (thrown) {
      const error = GalleyError.from(thrown);
      if (!browser.isDead) return [`threw ${error.code}: ${error.message}`];
    }
    this.#remote.setFault(undefined);
    if (browser.isDead) {
      this.#note('killed, comes back');
      await browser.restart();
    }
    return this.#check(mayRewrite);
  }

  /** Brings everyone in step without faults, and says what does not hold then. */
  async settle(): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const browser of this.#browsers) await browser.restart();
    for (const browser of this.#browsers) {
      for (let clicks = 0; clicks < 6; clicks += 1) {
        const outcome = await browser.publishAll(this.#nextMessage());
        this.#take(outcome);
        this.#forgetWordsOnRemote();
        if (outcome.kind === 'conflict') await this.#resolve(browser, { paths: outcome.paths, keepMine: true });
        else if (outcome.kind !== 'failed') break;
      }
    }
    for (const browser of this.#browsers) {
      await browser.tab.workspace.sync();
      const { drafts, outbox } = await browser.tab.workspace.listChanges();
      const { head } = await browser.tab.git.state();
      if (drafts.length + outbox.length > 0) problems.push('work is left over after everyone has published');
      if (head !== this.#remote.log()[0]) problems.push('a browser is not where the remote is');
      problems.push(...(await this.checkClones()));
    }
    problems.push(...(await this.#check(false)));
    return problems;
  }

  /** What git says of the clones that the browsers keep. */
  async checkClones(): Promise<readonly string[]> {
    const found = await Promise.all(this.#browsers.map((browser) => browser.check()));
    return found.filter((words) => words !== '');
  }

  #note(operation: string): void {
    this.operations.push(operation);
  }

  #nextMessage(): string {
    this.#count += 1;
    return `Change ${this.#count}`;
  }

  async #type(browser: SimulatedBrowser, tab: FaultTab): Promise<void> {
    const path = this.#random.pick(paths);
    const paragraph = this.#random.below(PARAGRAPHS);
    this.#count += 1;
    const word = `word${this.#count}.`;
    this.#note(`types ${word} in paragraph ${paragraph} of ${path}`);
    const editor = await this.#editorOf(tab, path);
    if (editor?.text.includes(`P${paragraph} `) !== true) return;
    const key = `${this.#browsers.indexOf(browser)} ${path} ${paragraph}`;
    // While the new words are being stored, the old ones or the new may be there.
    this.#words.delete(key);
    editor.text = editor.text.replace(new RegExp(`^P${paragraph} .*$`, 'm'), `P${paragraph} ${word}`);
    await tab.workspace.saveDraft(editor.opened, { kind: 'source', text: editor.text });
    this.#words.set(key, { browser, path, word });
  }

  /** An editor of the post: one that was left open, whatever happened to the post since, or a new one. */
  async #editorOf(tab: FaultTab, path: string): Promise<{ readonly opened: OpenedPost; text: string } | undefined> {
    const open = this.#editors.get(tab) ?? new Map<string, { readonly opened: OpenedPost; text: string }>();
    this.#editors.set(tab, open);
    const left = open.get(path);
    if (left !== undefined && this.#random.chance(0.5)) {
      this.#note('in an editor that was left open');
      // As the screen does when the branch moved on; what it gets is not shown under the fingers.
      if (this.#random.chance(0.5)) await seenBy(tab, path);
      return left;
    }
    const opened = await openedBy(tab, path);
    if (opened === undefined) return undefined;
    const editor = { opened, text: opened.post.source };
    open.set(path, editor);
    return editor;
  }

  async #publish(browser: SimulatedBrowser, tab: FaultTab): Promise<void> {
    const { drafts } = await tab.workspace.listChanges();
    const chosen = drafts.map(({ path }) => path).filter(() => this.#random.chance(0.8));
    const message = this.#nextMessage();
    this.#plantFault();
    const outcome = await tab.publish(chosen, message);
    this.#take(outcome);
    this.#remote.setFault(undefined);
    if (outcome.kind === 'conflict')
      await this.#resolve(browser, { paths: outcome.paths, keepMine: this.#random.chance(0.6) });
  }

  async #publishOffline(browser: SimulatedBrowser, tab: FaultTab): Promise<void> {
    this.#remote.setFault(() => ({ kind: 'network', after: false }));
    const outcome = await browser.publishAll(this.#nextMessage(), tab);
    this.#take(outcome);
  }

  #take(outcome: PublishOutcome): void {
    this.#note(
      `publishes: ${outcome.kind}${outcome.kind === 'failed' ? ` ${outcome.error.code}: ${outcome.error.message}` : ''}`,
    );
    if (outcome.kind === 'published') this.#published.add(outcome.commit);
    if (outcome.kind === 'failed' && !named.has(outcome.error.code)) throw outcome.error;
  }

  async #sync(tab: FaultTab): Promise<void> {
    this.#plantFault();
    const outcome = await tab.workspace.sync();
    this.#note(
      `syncs: ${outcome.kind}${outcome.kind === 'failed' ? ` ${outcome.error.code} ${JSON.stringify(outcome.error.data)} ${outcome.error.message}` : ''}`,
    );
    if (outcome.kind === 'failed' && !named.has(outcome.error.code)) throw outcome.error;
  }

  #plantFault(): void {
    if (!this.#random.chance(0.4)) return;
    const at = this.#remote.requests.length + this.#random.below(6);
    const fault = this.#random.pick(faults);
    this.#note(`fault ${JSON.stringify(fault)} at request ${at - this.#remote.requests.length}`);
    this.#remote.setFault(({ index }) => (index === at ? fault : undefined));
  }

  async #resolve(
    browser: SimulatedBrowser,
    { paths: conflicts, keepMine }: { readonly paths: readonly string[]; readonly keepMine: boolean },
  ): Promise<void> {
    this.#note(`resolves ${conflicts.join(', ')} with ${keepMine ? 'mine' : 'theirs'}`);
    for (const path of conflicts) {
      if (!keepMine)
        for (const [key, found] of this.#words)
          if (found.browser === browser && found.path === path) this.#words.delete(key);
      const conflict = await browser.tab.workspace.openConflict(path);
      const { mine, pieces } = conflict;
      // A whole text of mine takes back what it lacks, as the person wants it.
      if (keepMine && pieces.length === 0) this.#told.forget(path);
      const text = pieces.length === 0 ? mine : pieces.map(mineOf).join('');
      await browser.tab.workspace.resolveConflict(path, { ...conflict, text: keepMine ? text : null });
    }
  }

  #commitTheirs(): void {
    const path = this.#random.pick(paths);
    const text = this.#remote.read(path);
    this.#count += 1;
    const isDeleted = text !== undefined && this.#random.chance(0.05);
    const paragraph = this.#random.below(PARAGRAPHS);
    const next = (text ?? textOf(path)).replace(
      new RegExp(`^P${paragraph} .*$`, 'm'),
      `P${paragraph} theirs${this.#count}.`,
    );
    this.#note(`others ${isDeleted ? 'delete' : `change paragraph ${paragraph} of`} ${path}`);
    this.#remote.commit({ [path]: isDeleted ? null : next }, `Theirs ${this.#count}`);
  }

  #rewriteHistory(): boolean {
    const back = Math.min(1 + this.#random.below(3), this.#log.length - 1);
    const to = this.#log[back];
    if (to === undefined) return false;
    this.#note(`others take the branch back by ${back}`);
    this.#remote.reset(to);
    if (this.#random.chance(0.7)) this.#commitTheirs();
    return true;
  }

  #planKill(browser: SimulatedBrowser): void {
    const at = 1 + this.#random.below(4);
    const lastWrite = this.#random.pick(['kept', 'torn', 'dropped'] as const);
    this.#note(`will be killed at write ${at}, ${lastWrite}`);
    browser.kill({ at, lastWrite });
  }

  async #toggleTab(browser: SimulatedBrowser): Promise<void> {
    this.#note(browser.tabs.length > 1 ? 'closes the second tab' : 'opens a second tab');
    if (browser.tabs.length > 1) browser.closeSecondTab();
    else await browser.openTab();
  }

  async #evict(browser: SimulatedBrowser): Promise<void> {
    if ((await browser.tab.git.state()).outbox.length > 0) return;
    this.#note('loses the clone to the browser');
    await browser.evict();
  }

  /** What is on the remote once is in its history, whoever changes it next. */
  #forgetWordsOnRemote(): void {
    const onRemote = paths.map((path) => this.#remote.read(path) ?? '').join('\n');
    for (const [key, { word }] of this.#words) if (onRemote.includes(word)) this.#words.delete(key);
  }

  async #check(mayRewrite: boolean): Promise<readonly string[]> {
    const problems: string[] = [];
    const log = this.#remote.log();
    if (mayRewrite) for (const oid of this.#published) if (!log.includes(oid)) this.#published.delete(oid);
    if (!mayRewrite && log.slice(log.length - this.#log.length).join() !== this.#log.join())
      problems.push('the remote lost commits');
    this.#log = log;
    const present = new Set(log);
    for (const oid of this.#published) if (!present.has(oid)) problems.push(`published ${oid} is not on the remote`);
    const messages = log.map((oid) => this.#remote.message(oid));
    if (new Set(messages).size !== messages.length) problems.push('a change is on the remote twice');
    for (const path of paths) problems.push(...this.#told.take(path, mayRewrite ? undefined : this.#remote.read(path)));
    this.#forgetWordsOnRemote();
    for (const { browser, path, word } of this.#words.values()) {
      if ((await seenIn(browser, path))?.includes(word) !== true) problems.push(`${word} typed in ${path} is lost`);
    }
    return problems;
  }
}

function mineOf(piece: MergePiece): string {
  return piece.kind === 'settled' ? piece.text : piece.mine;
}

/** What the paragraphs on the remote said before. All that is written is new: one that says again what it said before was taken back. */
class ToldParagraphs {
  readonly #told = new Map<string, Set<string>>();
  readonly #shown = new Map<string, ReadonlySet<string>>();

  /** Says which paragraphs of the text were taken back. Undefined when there is none, or another one may be there for once. */
  take(path: string, text: string | undefined): readonly string[] {
    if (text === undefined) {
      this.forget(path);
      return [];
    }
    const shown = new Set(text.split('\n').filter((line) => /^P\d /.test(line)));
    const before = this.#shown.get(path);
    const told = this.#told.get(path) ?? new Set();
    const again = before === undefined ? [] : [...shown].filter((line) => told.has(line) && !before.has(line));
    for (const line of shown) told.add(line);
    this.#told.set(path, told);
    this.#shown.set(path, shown);
    return again.map((line) => `${path} says again what it said before: ${line}`);
  }

  forget(path: string): void {
    this.#told.delete(path);
    this.#shown.delete(path);
  }
}

async function openedBy({ workspace }: FaultTab, path: string): Promise<OpenedPost | undefined> {
  return workspace.openPost(path).catch((error: unknown) => {
    if (GalleyError.from(error).code === 'not-found') return undefined;
    throw error;
  });
}

async function seenBy(tab: FaultTab, path: string): Promise<string | undefined> {
  return (await openedBy(tab, path))?.post.source;
}

/** The same, by a person who starts a browser again that died of what it did besides. */
async function seenIn(browser: SimulatedBrowser, path: string): Promise<string | undefined> {
  try {
    return await seenBy(browser.tab, path);
  } catch (thrown) {
    if (!browser.isDead) throw thrown;
    await browser.restart();
    return seenBy(browser.tab, path);
  }
}
