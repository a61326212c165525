import { describe, expect, it } from 'vitest';
import { plainListing } from '../../../test/git/plain-listing.ts';
import type { TreeListing } from '../tree-listing.ts';
import { decodeListing, encodeListing } from '../kept-listing.ts';
import { fillRows, wholeListing, type KeptListing } from './listing.ts';

const two = (number: number): string => `${number}`.padStart(2, '0');

/** Three ids each begin alike. */
const oidOf = (place: number): string => `${two(Math.floor(place / 3))}aaaa${two(place)}`.padEnd(40, 'b');

const folders: TreeListing<string> = {
  head: 'f'.repeat(40),
  complete: false,
  files: Array.from({ length: 60 }, (_, place) => ({
    path: `posts/${two(place)}.md`,
    oid: oidOf(place),
    row: null,
    lastChange: null,
  })),
  refused: [],
};

/** The list as it is after it was kept and read, with rows for the files at these places. */
async function filledAt(places: readonly number[]): Promise<[listed: TreeListing<string>, expected: unknown]> {
  const kept: KeptListing<string> = { base: encodeListing(folders), patch: null };
  const rows = new Map(places.map((place) => [oidOf(place), `Row ${place}`]));
  const listing = await decodeListing<string>(kept.base);
  const filled = await wholeListing(fillRows({ kept, listing, rows, isPost: () => true }));
  const files = folders.files.map((file, place) => ({ ...file, row: places.includes(place) ? `Row ${place}` : null }));
  return [plainListing(filled), { ...folders, complete: places.length === files.length, files }];
}

describe('rows that are put into a list that was read', () => {
  it.each([[[]], [[7]], [[0, 30, 59]], [Array.from({ length: 40 }, (_, place) => place)]])(
    'stand at their files and no others: %j',
    async (places) => {
      const [listed, expected] = await filledAt(places);
      expect(listed).toEqual(expected);
    },
  );

  it('make it complete when all have come', async () => {
    const [listed, expected] = await filledAt(folders.files.map((_, place) => place));
    expect(listed).toEqual(expected);
    expect(listed.complete).toBe(true);
  });
});
