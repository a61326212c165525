import { GalleyError, type ErrorCode } from '#base';

const everyday = new Set<ErrorCode>([
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
  'too-large',
  'out-of-storage',
  'storage-blocked',
  'cancelled',
  'branch-gone',
]);

/** True for failures that people meet on the way to a remote, which commands give as an outcome. */
export function isWireFailure(thrown: unknown): thrown is GalleyError {
  return thrown instanceof GalleyError && everyday.has(thrown.code);
}
