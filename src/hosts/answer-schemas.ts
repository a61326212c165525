import { GalleyError, linkVerdict } from '#base';
import * as v from 'valibot';
import type { ChangeRequest, RequestCommentPlace, RequestPreview, RequestVerdict, Right } from './host-adapter.ts';

/** A name or label of a host's answer. It is untrusted text still: what shows it makes it visible. */
export const word = v.pipe(v.string(), v.maxLength(1000));

/** What someone said: as long as hosts let it be. */
export const longText = v.pipe(v.string(), v.maxLength(300_000));

/** A right as hosts write it; what is left out is not told. */
export function rightOf(may: boolean | undefined): Right {
  return may === undefined ? 'unknown' : may ? 'yes' : 'no';
}

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

/** False where the host understood and said no: not to this person, or not so. Other failures are thrown. */
export async function isTakenBy(asked: Promise<void>): Promise<boolean> {
  return (await unlessRefused(asked.then(() => true))) ?? false;
}

/** False where it failed, for whatever reason: for what is good to have and holds nothing up. */
export async function isDone(asked: Promise<void>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (thrown) {
    if (thrown instanceof GalleyError) return false;
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

/** The page of a request. Throws `corrupt` for one that is not on the host. */
export function pageOnHost(address: string, origin: string): string {
  if (linkVerdict(address).kind === 'remote' && new URL(address).origin === origin) return address;
  throw new GalleyError('corrupt', 'The host names a page that is not its own');
}

/** The same for what is only a convenience; null for one that is not on the host. */
function addressOnHost(address: string | null | undefined, origin: string): string | null {
  const isHere = typeof address === 'string' && linkVerdict(address).kind === 'remote';
  return isHere && new URL(address).origin === origin ? address : null;
}

/** The id of a commit, whole. */
export const commitId = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));

/** The login in an address that the host at `origin` gives out in place of a person's own ("12345+ann@users.noreply.github.com"). */
export function loginOf(email: string, origin: string): string | undefined {
  const [, login, domain] = /^(?:\d+[+-])?([\w.-]+)@(?:users\.)?noreply\.([^@]+)$/.exec(email) ?? [];
  return domain === new URL(origin).host ? login : undefined;
}

/** What a host reports about a commit: a check, a build, a deployment. */
interface CommitStatus {
  readonly name: string;
  readonly address: string | null | undefined;
  readonly isSuccess: boolean;
}

/** Those of the reports that lead to a preview of the site, each address once. */
export function previewsOf(statuses: readonly CommitStatus[]): readonly RequestPreview[] {
  const previews = new Map<string, RequestPreview>();
  for (const { name, address, isSuccess } of statuses) {
    if (!isSuccess || typeof address !== 'string' || !/deploy|preview/i.test(name)) continue;
    if (!address.startsWith('https://') || linkVerdict(address).kind !== 'remote') continue;
    if (!previews.has(address)) previews.set(address, { name, address });
  }
  return [...previews.values()];
}

/** The last word of each. `null` takes the words before back. */
export function lastVerdicts(
  said: readonly { readonly author: string; readonly isApproval: boolean | null }[],
): readonly RequestVerdict[] {
  const verdicts = new Map<string, boolean | null>();
  for (const { author, isApproval } of said) verdicts.set(author, isApproval);
  return [...verdicts].flatMap(([author, isApproval]) => (isApproval === null ? [] : [{ author, isApproval }]));
}

/** A comment as a host has it. */
export interface SaidAtHost {
  readonly id: string | number;
  readonly author: string;
  readonly text: string | null | undefined;
  readonly time: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly place?: RequestCommentPlace | null;
}

/** Oldest first. What has no text was a verdict alone. */
export function commentsOf(origin: string, said: readonly SaidAtHost[]): ChangeRequest['comments'] {
  return said
    .flatMap(({ id, author, text, time, address, place = null }) =>
      text === null || text === undefined || text.trim() === ''
        ? []
        : [
            {
              id: String(id),
              author,
              text,
              time: parseMoment(time) ?? 0,
              address: addressOnHost(address, origin),
              place,
            },
          ],
    )
    .sort((a, b) => a.time - b.time);
}

/** A comment's place; null for one about the whole. `line` null: the whole file. */
export function placeOf(
  path: string | null | undefined,
  line: number | null | undefined,
  commit?: string | null,
): RequestCommentPlace | null {
  if (path === null || path === undefined || path === '') return null;
  return { path, line: line ?? null, commit: commit ?? null };
}
