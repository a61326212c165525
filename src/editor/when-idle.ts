/** Calls `work` once when the browser has nothing else to do, soon in any case; the returned function calls it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 50);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(() => work(), { timeout: 500 });
  return () => cancelIdleCallback(handle);
}
