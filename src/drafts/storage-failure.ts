import { GalleyError } from '#base';

/** The cause that a person can act on behind an error of IndexedDB. */
export function storageFailure(thrown: unknown): GalleyError {
  if (thrown instanceof GalleyError) return thrown;
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return new GalleyError('out-of-storage', 'No room left for drafts', { cause: thrown });
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
    case 'UnknownError':
    case 'VersionError':
    case 'ReferenceError':
      return new GalleyError('storage-blocked', 'The browser keeps no drafts', { cause: thrown, data: { name } });
    case 'DataCloneError':
      return new GalleyError('invalid-input', 'The draft can not be stored', { cause: thrown });
    default:
      return new GalleyError('internal', `Storing drafts failed: ${String(thrown)}`, { cause: thrown });
  }
}
