import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainListing } from '../../test/git/plain-listing.ts';
import type { TreeFile, TreeFiles, TreeListing } from './tree-listing.ts';
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

/** What all ways to read a list give, files by their paths. */
function readingsOf(files: TreeFiles<string>): unknown {
  const isRowless = ({ row }: TreeFile<string>): boolean => row === null;
  const pathAt = (place: number): string | undefined => files.at(place)?.path;
  return {
    length: files.length,
    paths: files.map((file, place) => [place, file.path]),
    at: [-files.length - 1, -files.length, -1, 0, 1, files.length].map(pathAt),
    rowless: [files.find(isRowless)?.path, files.every(isRowless), files.filter(isRowless).map(({ path: at }) => at)],
  };
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
        const made = plainListing(patchListing(await decodeListing<string>(kept), patch));
        expect({ files: made.files, refused: inOrder(made.refused) }).toEqual(patched(listing, entries));
        expect([made.head, made.complete]).toEqual(['b'.repeat(40), false]);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  const fileAt = (at: string) => ({ path: at, oid: '0'.repeat(40), row: null, lastChange: null });
  const changed = { oid: '1'.repeat(40), row: 'Row', lastChange: null };

  it('finds a file that is in another order than git has it, and puts a new one behind', () => {
    const files = ['c', 'b', 'd', 'a'].map(fileAt);
    const base = { head: null, complete: true, files, refused: [] };
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

  it('makes a list that reads as an array of its files does, as one that was read', async () => {
    const files = ['a', 'b', 'c'].map(fileAt);
    const base = encodeListing<string>({ head: null, complete: true, files, refused: [] });
    const read = await decodeListing<string>(base);
    const entries = [['b', changed] as const, ['bb', changed] as const, ['c', null] as const];
    const patch = { base: base.id, head: null, complete: true };
    for (const some of [[], entries]) {
      const { files: made } = patchListing(read, { ...patch, entries: some });
      expect(readingsOf(made)).toEqual(readingsOf([...made]));
    }
    expect(readingsOf(read.files)).toEqual(readingsOf(files));
  });
});
