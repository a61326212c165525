/** How the tabs of one browser keep out of each other's way at one repository. */
export interface RepositoryLocks {
  /** Runs `work` while no other tab changes the repository. For steps that do not wait for the network. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs `work`, which may write packs that no record names yet. Transfers run beside each other. */
  transfer<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs `work` while no transfer does, and lets it be when one does already. */
  unlessTransferring(work: () => Promise<void>): Promise<void>;
}

/** The locks of one realm, for browsers without Web Locks and for tests: they hold for all who share the object. */
export function createLocalLocks(): RepositoryLocks {
  let queue: Promise<unknown> = Promise.resolve();
  let sweep: Promise<unknown> = Promise.resolve();
  let transfers = 0;
  return {
    exclusive(work) {
      const run = queue.then(work);
      queue = run.catch(() => undefined);
      return run;
    },
    async transfer(work) {
      transfers += 1;
      try {
        await sweep;
        return await work();
      } finally {
        transfers -= 1;
      }
    },
    async unlessTransferring(work) {
      if (transfers > 0) return;
      const run = work();
      sweep = run.catch(() => undefined);
      await run;
    },
  };
}

/** The locks of the repository at `url` among all tabs of this browser. */
export function createBrowserLocks(url: string): RepositoryLocks {
  // Browsers leave `locks` out of pages without a secure context, whatever the types say.
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks === undefined) return createLocalLocks();
  const transferName = `galley-git-transfer ${url}`;
  return {
    exclusive: (work) => locks.request(`galley-git ${url}`, () => work()),
    transfer: (work) => locks.request(transferName, { mode: 'shared' }, () => work()),
    unlessTransferring: (work) =>
      locks.request(transferName, { ifAvailable: true }, (lock) => (lock === null ? undefined : work())),
  };
}
