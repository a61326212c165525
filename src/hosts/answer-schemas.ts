import { GalleyError } from '#base';
import * as v from 'valibot';

/** A name or label of a host's answer. It is untrusted text still: what shows it makes it visible. */
export const word = v.pipe(v.string(), v.maxLength(1000));

/** The value, or undefined where the token may not read it or the host does not tell it. Other failures are thrown. */
export async function unlessRefused<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    const { code } = GalleyError.from(thrown);
    if (code === 'not-allowed' || code === 'not-found' || code === 'invalid-input') return undefined;
    throw thrown;
  }
}

/** A moment as hosts write it ("2026-12-01", "2026-12-01 10:00:00 UTC"), in milliseconds since 1970; null for what is none. */
export function parseMoment(text: string | null | undefined): number | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : time;
}

/** A branch's name as part of an address in which slashes separate. */
export function branchPath(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}
