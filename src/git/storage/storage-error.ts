import { GalleyError, type ErrorCode } from '#base';

/** The cause that a person can act on behind a failure of the browser's storage; `otherwise` where its name does not tell. */
export function storageError(thrown: unknown, otherwise: ErrorCode): GalleyError {
  if (thrown instanceof GalleyError) return thrown;
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  const code = name === 'QuotaExceededError' ? 'out-of-storage' : otherwise;
  return new GalleyError(code, `The browser's storage failed: ${String(thrown)}`, { cause: thrown, data: { name } });
}
