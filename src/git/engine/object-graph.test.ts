import { describe, expect, it } from 'vitest';
import { loadPackKernel } from '../pack/index.ts';
import { MemoryRepositoryStore, type StoredObject } from '../storage/index.ts';
import { ObjectDatabase } from './object-database.ts';
import { ObjectGraph } from './object-graph.ts';

const tree: StoredObject = { oid: 'b'.repeat(40), type: 2, content: new Uint8Array(0) };
const commit: StoredObject = {
  oid: 'a'.repeat(40),
  type: 1,
  content: new TextEncoder().encode(`tree ${tree.oid}\nauthor Ada <ada@example.test> 1 +0000\n\nFirst\n`),
};

describe('what was read of commits and folders', () => {
  it('is held until it is forgotten, and then looked for anew', async () => {
    const store = new MemoryRepositoryStore();
    const database = new ObjectDatabase(store, await loadPackKernel());
    const graph = new ObjectGraph(database);
    expect(await graph.findCommit(commit.oid)).toBeUndefined();
    database.stored([commit, tree]);
    expect(await graph.findCommit(commit.oid)).toMatchObject({ tree: tree.oid, message: 'First\n' });
    expect(await graph.readTree(tree.oid)).toEqual(tree.content);

    // The store never had them.
    database.stored([]);
    database.forget();
    expect(graph.heldCommit(commit.oid)).toMatchObject({ tree: tree.oid });
    expect(graph.heldTree(tree.oid)).toEqual(tree.content);
    graph.forget();
    expect(graph.heldCommit(commit.oid)).toBeUndefined();
    expect(await graph.findCommit(commit.oid)).toBeUndefined();
    await expect(graph.readTree(tree.oid)).rejects.toMatchObject({ code: 'not-found' });
  });
});
