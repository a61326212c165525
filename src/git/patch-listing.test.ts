import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainListing } from '../../test/git/plain-listing.ts';
import type { FileList, TreeFile, TreeListing } from './git-client.ts';
import { decodeListing, encodeListing, type ListedEntry } from './kept-listing.ts';
import { patchListing } from './patch-listing.ts';

const path = fc.array(fc.constantFrom('a', 'b', '.', '-', 'ä', '\u{10000}', '\uffff'), { minLength: 1, maxLength: 3 });
const paths = fc.uniqueArray(
  path.map((names) => names.join('')),
  { maxLength: 12 },
);
const seen = fc.record({
  oid: fc.constantFrom('1'.repeat(40), '2'.repeat(40)),
  row: fc.constantFrom(null, 'Row'),
  lastChange: fc.constant(null),
});
const entry: fc.Arbitrary<ListedEntry<string>> = fc.oneof(fc.constant(null), fc.constant({ refused: 'name' }), seen);

/** Git's order, by the bytes of names. */
function inOrder<Named extends { readonly path: string }>(named: readonly Named[]): readonly Named[] {
  return [...named].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

/** What a patch says, told one path after the other. */
function patched(base: TreeListing<string>, entries: readonly (readonly [string, ListedEntry<string>])[]) {
  const files = new Map<string, TreeFile<string>>(base.files.map((file) => [file.path, file]));
  const refused = new Map(base.refused.map((one) => [one.path, one.reason]));
  for (const [at, changed] of entries) {
    files.delete(at);
    refused.delete(at);
    if (changed === null) continue;
    if ('refused' in changed) refused.set(at, changed.refused);
    else files.set(at, { path: at, ...changed });
  }
  return {
    files: inOrder([...files.values()]),
    refused: inOrder(Array.from(refused, ([at, reason]) => ({ path: at, reason }))),
  };
}

/** A list reads the same as an array of its files, whichever way it is asked. */
function expectAsArray(files: FileList<string>): void {
  const all = [...files];
  expect(files).toHaveLength(all.length);
  const paths = all.map(({ path: at }) => at);
  expect(files.map((file, place) => [files.at(place)?.path, file.path])).toEqual(paths.map((at) => [at, at]));
  const outer = [-1, -all.length, -all.length - 1, all.length];
  expect(outer.map((place) => files.at(place)?.path)).toEqual(outer.map((place) => all.at(place)?.path));
  const isRowless = ({ row }: TreeFile<string>): boolean => row === null;
  expect(files.filter(isRowless).map(({ path: at }) => at)).toEqual(all.filter(isRowless).map(({ path: at }) => at));
  expect(files.find(isRowless)?.path).toBe(all.find(isRowless)?.path);
  expect(files.every(isRowless)).toBe(all.every(isRowless));
}

describe('a patch', () => {
  it('changes the files that it names, and keeps the order', () => {
    return fc.assert(
      fc.asyncProperty(paths, paths, paths, fc.infiniteStream(entry), async (have, cannot, names, stream) => {
        const files = inOrder(have.map((at) => ({ path: at, oid: '0'.repeat(40), row: null, lastChange: null })));
        const refused = cannot.filter((at) => !have.includes(at)).map((at) => ({ path: at, reason: 'size' }));
        const listing: TreeListing<string> = { head: null, complete: true, files, refused };
        const kept = encodeListing(listing);
        const entries = names.map((at) => [at, stream.next().value] as const);
        const patch = { base: kept.id, head: 'b'.repeat(40), complete: false, entries };
        const read = await decodeListing<string>(kept);
        const listed = patchListing(read, patch);
        expectAsArray(read.files);
        expectAsArray(listed.files);
        const made = plainListing(listed);
        expect({ files: made.files, refused: inOrder(made.refused) }).toEqual(patched(listing, entries));
        expect([made.head, made.complete]).toEqual(['b'.repeat(40), false]);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  it('finds a file that is in another order than git has it', () => {
    const fileAt = (at: string) => ({ path: at, oid: '0'.repeat(40), row: null, lastChange: null });
    const files = ['c', 'b', 'd', 'a'].map(fileAt);
    const base = { head: null, complete: true, files, refused: [] };
    const changed = { oid: '1'.repeat(40), row: 'Row', lastChange: null };
    const entries = [
      ['c', changed],
      ['a', null],
    ] as const;
    const patch = { base: '', head: null, complete: true, entries };
    const left = [{ path: 'c', ...changed }, fileAt('b'), fileAt('d')];
    expect([...patchListing<string>(base, patch).files]).toEqual(left);
    const withNew = { ...patch, entries: [...entries, ['e', changed] as const] };
    expect([...patchListing<string>(base, withNew).files]).toEqual([...left, { path: 'e', ...changed }]);
  });
});
