import type { PublishOutcome } from '#workspace';
import { createTestLock } from '../git/open-repository.ts';
import { checkExportedClone } from './export-clone.ts';
import { createBrowserStorage, openTab, type FaultTab } from './fault-site.ts';
import { KillableStorage, type KillPlan } from './killable-storage.ts';

/** One person's browser: what it keeps, and one or two tabs that come back after each kill. */
export class SimulatedBrowser {
  readonly #url: string;
  readonly #kept = createBrowserStorage();
  #storage = new KillableStorage(this.#kept);
  #lock = createTestLock();
  #tabs: FaultTab[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  get tabs(): readonly FaultTab[] {
    return this.#tabs;
  }

  /** The tab that is asked what the person sees. */
  get tab(): FaultTab {
    const [tab] = this.#tabs;
    if (tab === undefined) throw new Error('No tab is open');
    return tab;
  }

  /** Opens the first tab, or another one; clones when nothing is kept. False when that failed, as it does offline. */
  async openTab(): Promise<boolean> {
    const tab = await openTab(this.#url, this.#storage, { lock: this.#lock });
    const { kind } = await tab.workspace.clone({});
    if (kind === 'cloned') this.#tabs.push(tab);
    else tab.close();
    return kind === 'cloned';
  }

  closeSecondTab(): void {
    for (const tab of this.#tabs.splice(1)) tab.close();
  }

  kill(plan: KillPlan | 'now'): void {
    this.#storage.kill(plan);
  }

  get isDead(): boolean {
    return this.#storage.isDead;
  }

  /** Starts again with what was kept. */
  async restart(): Promise<boolean> {
    for (const tab of this.#tabs.splice(0)) tab.close();
    this.#storage = new KillableStorage(this.#kept);
    this.#lock = createTestLock();
    return this.openTab();
  }

  /** The browser throws the clone away, as it may when room gets short; drafts stay. */
  async evict(): Promise<boolean> {
    await this.#kept.store.remove();
    return this.restart();
  }

  /** What `git fsck` says of the clone. */
  check(): Promise<string> {
    return checkExportedClone(this.#kept.store);
  }

  /** Publishes all that waits. */
  async publishAll(message: string, tab = this.tab): Promise<PublishOutcome> {
    const { drafts } = await tab.workspace.listChanges();
    return tab.publish(
      drafts.map(({ path }) => path),
      message,
    );
  }
}
