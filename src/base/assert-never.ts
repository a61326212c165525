import { GalleyError } from './galley-error.ts';

/** Ends a switch over a union: a new member that is not handled fails to compile, and throws if it comes at run time. */
export function assertNever(value: never): never {
  throw new GalleyError('internal', `Unexpected value: ${JSON.stringify(value)}`);
}
