import { GalleyError, validatePath, validateTreePath } from '#base';
import type { FileChange, Oid } from '../git-client.ts';
import { type ObjectType, type PackScratch } from '../pack/index.ts';
import type { StoredObject } from '../storage/index.ts';
import type { ReadTree } from './list-tree.ts';
import { isFile, isTree, MODE, parseTree, serializeTree, type TreeEntry } from './tree.ts';
import { toHex } from '../hex.ts';

const TREE = 2;
const BLOB = 3;

/** Collects the objects that a commit makes. */
export class NewObjects {
  readonly objects: StoredObject[] = [];
  readonly #scratch: PackScratch;

  constructor(scratch: PackScratch) {
    this.#scratch = scratch;
  }

  add(type: ObjectType, content: Uint8Array): Oid {
    const oid = toHex(this.#scratch.hashObject(type, content));
    this.objects.push({ oid, type, content });
    return oid;
  }

  get(oid: Oid): Uint8Array | undefined {
    return this.objects.find((object) => object.oid === oid)?.content;
  }
}

interface Folder {
  readonly files: Map<string, Uint8Array | null>;
  readonly folders: Map<string, Folder>;
}

export interface WriteTreeInput {
  /** The tree to change; null for none. */
  readonly root: Oid | null;
  readonly changes: readonly FileChange[];
  readonly readTree: ReadTree;
  readonly created: NewObjects;
}

/**
 * Writes the trees of `root` with `changes` made, and the new blobs; returns the new root. Every other entry keeps its
 * bytes, whatever its name or mode. Throws `invalid-path` for a path that may not be written or that meets an entry that
 * is no file.
 */
export async function writeTree({ root, changes, readTree, created }: WriteTreeInput): Promise<Oid> {
  const top: Folder = { files: new Map(), folders: new Map() };
  for (const change of changes) plan(top, change);
  return (await writeFolder(top, root, '', { readTree, created })) ?? created.add(TREE, new Uint8Array(0));
}

function plan(top: Folder, change: FileChange): void {
  const verdict = validateTreePath(change.path);
  if (verdict.kind === 'rejected') throw refused(change.path, verdict.reason);
  const names = change.path.split('/');
  const file = names.pop() ?? '';
  let folder = top;
  for (const name of names) {
    const next = folder.folders.get(name) ?? { files: new Map(), folders: new Map() };
    folder.folders.set(name, next);
    folder = next;
  }
  folder.files.set(file, change.kind === 'write' ? change.content : null);
}

/** The new tree of one folder; null when it has become empty. */
async function writeFolder(
  folder: Folder,
  oid: Oid | null,
  path: string,
  io: { readonly readTree: ReadTree; readonly created: NewObjects },
): Promise<Oid | null> {
  const entries = oid === null ? [] : parseTree(await io.readTree(oid));
  const byName = new Map<string, TreeEntry>();
  for (const entry of entries) if (entry.name !== null) byName.set(entry.name, entry);
  const replaced = new Map<TreeEntry, TreeEntry | null>();
  const added: TreeEntry[] = [];
  const put = (name: string, mode: number, made: Oid | null): void => {
    const old = byName.get(name);
    const entry =
      made === null ? null : { mode, name, nameBytes: old?.nameBytes ?? new TextEncoder().encode(name), oid: made };
    if (old !== undefined) replaced.set(old, entry);
    else if (entry !== null) added.push(entry);
  };
  for (const [name, sub] of folder.folders) {
    const old = byName.get(name);
    if (old !== undefined && !isTree(old)) throw refused(`${path}${name}`, 'There is a file where a folder is needed.');
    put(name, MODE.tree, await writeFolder(sub, old?.oid ?? null, `${path}${name}/`, io));
  }
  for (const [name, content] of folder.files) {
    const old = byName.get(name);
    if (old === undefined && content !== null) mustBeUsable(`${path}${name}`);
    if (old !== undefined && !isFile(old)) throw refused(`${path}${name}`, 'Something that is no file has that name.');
    put(name, old?.mode ?? MODE.file, content === null ? null : io.created.add(BLOB, content));
  }
  const next = [
    ...entries.flatMap((entry) => {
      const now = replaced.get(entry);
      if (now === undefined) return [entry];
      return now === null ? [] : [now];
    }),
    ...added,
  ];
  return next.length === 0 && path !== '' ? null : io.created.add(TREE, serializeTree(next));
}

/** A file that is there already is written at its name, even where Windows has none like it; a new one has to work anywhere. */
function mustBeUsable(path: string): void {
  const verdict = validatePath(path);
  if (verdict.kind === 'rejected') throw refused(path, verdict.reason);
}

function refused(path: string, reason: string): GalleyError {
  return new GalleyError('invalid-path', reason, { data: { path } });
}
