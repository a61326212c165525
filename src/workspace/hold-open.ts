/** Says, for as long as the page is there, that a tab works on the repository at `url`. */
export function holdOpen(url: string): void {
  locksOf()
    ?.request(lockOf(url), { mode: 'shared' }, () => new Promise<never>(() => undefined))
    .catch(() => undefined);
}

/** The lock that tabs hold together while they work on the repository. */
export function lockOf(url: string): string {
  return `galley-open ${url}`;
}

/** Browsers that are somewhat older, and pages without a secure context, have none. */
export function locksOf(): LockManager | undefined {
  const { navigator } = globalThis as { readonly navigator?: { readonly locks?: LockManager } };
  return navigator?.locks;
}
