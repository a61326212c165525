import { GalleyError, type ErrorRecord } from '#base';
import * as v from 'valibot';
import type { RepositoryState, TransferProgress } from '../git-client.ts';
import type { ListingBase, ListingPatch } from '../kept-listing.ts';

const oid = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));
const signature = v.object({ name: v.string(), email: v.string() });
const change = v.variant('kind', [
  v.object({ kind: v.literal('write'), path: v.string(), content: v.instance(Uint8Array) }),
  v.object({ kind: v.literal('delete'), path: v.string() }),
]);
const location = v.object({
  url: v.pipe(v.string(), v.regex(/^https?:\/\/[^@?#]+$/)),
  address: v.exactOptional(v.pipe(v.string(), v.regex(/^https?:\/\/[^@?#]+$/))),
  branch: v.exactOptional(v.string()),
  headers: v.exactOptional(v.record(v.string(), v.string())),
  capabilities: v.exactOptional(v.array(v.string())),
  head: v.exactOptional(v.string()),
});

const refName = v.pipe(v.string(), v.startsWith('refs/'));
const refsUpdate = v.object({
  author: signature,
  commits: v.exactOptional(
    v.array(
      v.object({
        ref: refName,
        expected: v.nullable(oid),
        onto: oid,
        merged: v.exactOptional(v.array(oid)),
        changes: v.array(change),
        message: v.string(),
      }),
    ),
  ),
  additions: v.exactOptional(
    v.array(
      v.object({
        ref: refName,
        key: v.union([v.string(), v.object({ folder: v.string(), tipOf: refName })]),
        lines: v.array(v.string()),
      }),
    ),
  ),
  deletions: v.exactOptional(v.array(v.object({ ref: refName, expected: oid }))),
});

/** The client's methods, each a message to the worker and back, with what it takes. */
const callSchema = v.variant('method', [
  v.object({ method: v.literal('open'), location }),
  v.object({
    method: v.literal('setCredentials'),
    credentials: v.optional(v.object({ username: v.string(), password: v.string() })),
  }),
  v.object({ method: v.picklist(['clone', 'fill', 'remove', 'state', 'push', 'fetch', 'listBranches']) }),
  v.object({ method: v.literal('openBranch'), name: v.string() }),
  v.object({ method: v.literal('listFiles'), knownBase: v.optional(v.string()) }),
  v.object({ method: v.literal('readBlob'), oid }),
  v.object({ method: v.literal('resolvePath'), commit: oid, path: v.string() }),
  v.object({
    method: v.literal('commit'),
    request: v.object({
      changes: v.array(change),
      message: v.string(),
      author: signature,
      expectedHead: v.nullable(oid),
      merged: v.exactOptional(v.array(oid)),
    }),
  }),
  v.object({ method: v.literal('pathHistory'), path: v.string(), limit: v.optional(v.number()) }),
  v.object({ method: v.literal('branchHistory'), limit: v.number() }),
  v.object({ method: v.literal('diffCommits'), before: oid, after: oid }),
  v.object({
    method: v.literal('rebuildOutbox'),
    request: v.object({
      expectedHead: v.nullable(oid),
      onto: oid,
      commits: v.array(
        v.object({
          changes: v.array(change),
          message: v.string(),
          author: signature,
          time: v.number(),
          merged: v.exactOptional(v.array(oid)),
        }),
      ),
    }),
  }),
  v.object({ method: v.literal('updateRefs'), update: refsUpdate }),
  v.object({
    method: v.literal('fetchRefs'),
    prefixes: v.object({ lines: v.array(refName), branches: v.array(refName) }),
  }),
  v.object({ method: v.literal('pushRefs'), names: v.optional(v.array(refName)) }),
  v.object({
    method: v.literal('pushCopies'),
    copies: v.object({ to: v.omit(location, ['branch', 'headers']), names: v.array(refName) }),
  }),
  v.object({ method: v.literal('readLines'), ref: refName }),
  v.object({ method: v.literal('findUnder'), tip: oid, oids: v.array(oid) }),
  v.object({ method: v.literal('readCommit'), oid }),
  v.object({ method: v.literal('relateCommits'), tip: oid, other: oid }),
  v.object({ method: v.literal('fastForward'), to: oid }),
]);
export type Call = v.InferOutput<typeof callSchema>;

/** From the tab to the worker. */
export const requestSchema = v.variant('kind', [
  v.object({ kind: v.literal('call'), id: v.number(), call: callSchema }),
  v.object({ kind: v.literal('cancel'), id: v.number() }),
]);

/** What the tab sends, before it is parsed: the same, but readonly. */
export type Request =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly call: Readonly<Record<string, unknown>> & { readonly method: Call['method'] };
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** From the worker to the tab. The tab reads `Value` as never: each call knows what its own answer is. */
export type Answer<Value = unknown> =
  | { readonly kind: 'result'; readonly id: number; readonly value: Value }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorRecord }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: TransferProgress }
  | { readonly kind: 'changed'; readonly state: RepositoryState };

/** A listing as it travels: `base` is the id alone when the tab has said that it has that base. */
export interface ListingAnswer<Row> {
  readonly base: ListingBase | string;
  readonly patch: ListingPatch<Row> | null;
}

/** An outcome as it travels: an error loses its class between threads, so that its record goes in its place. */
export type Packed<Outcome> = Outcome extends { readonly error: GalleyError }
  ? Omit<Outcome, 'error'> & { readonly error: ErrorRecord }
  : Outcome;

export function packOutcome(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('error' in value)) return value;
  return value.error instanceof GalleyError ? { ...value, error: value.error.toRecord() } : value;
}
