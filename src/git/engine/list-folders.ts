import { fromHex } from '../hex.ts';
import { encodeListing, encodePaths, type ListingBase } from '../kept-listing.ts';
import type { PackScratch } from '../pack/index.ts';
import { listTree } from './list-tree.ts';
import { listCommit, type ListingInput } from './listing.ts';

interface FolderInput extends Pick<ListingInput<never>, 'head' | 'root' | 'readTree' | 'isPost'> {
  readonly scratch: PackScratch;
}

/**
 * Lists a commit whose files are not here: what `listCommit` lists, written in columns at once. Most folders have nothing
 * but files, whose names and ids go from the folder into the columns together.
 */
export async function listFolders({ scratch, ...input }: FolderInput): Promise<ListingBase> {
  const paths = new ByteColumn((text) => encoder.encode(text));
  const oids = new ByteColumn(fromHex);
  const refused = new Map<string, string>();
  let hasPosts = false;
  let isLines = true;
  await listTree(
    input.root,
    input.readTree,
    (path, item) => {
      if (item === null) return;
      if ('refused' in item) {
        refused.set(path, item.refused);
        return;
      }
      isLines &&= !path.includes('\n');
      paths.addText(`${path}\n`);
      oids.addText(item.oid);
      hasPosts ||= input.isPost(path);
    },
    {
      scratch,
      visitFiles(folder, files) {
        paths.addBytes(files.paths);
        oids.addBytes(files.ids);
        hasPosts ||= files.names.split('\n').some((name) => input.isPost(folder + name));
      },
    },
  );
  if (!isLines) {
    const nothing = { rows: new Map(), readRows: () => Promise.resolve(new Map()) };
    return encodeListing(await listCommit({ ...input, ...nothing }));
  }
  return encodePaths({
    head: input.head,
    complete: !hasPosts,
    paths: paths.parts(),
    oids: oids.parts(),
    refused: Array.from(refused, ([path, reason]) => ({ path, reason })),
  });
}

const encoder = new TextEncoder();

/** A column's bytes as it grows; those of a text are what `encode` makes of it. */
class ByteColumn {
  readonly #encode: (text: string) => Uint8Array;
  readonly #parts: Uint8Array[] = [];
  #text = '';

  constructor(encode: (text: string) => Uint8Array) {
    this.#encode = encode;
  }

  addText(text: string): void {
    this.#text += text;
  }

  addBytes(bytes: Uint8Array): void {
    this.#encodeText();
    this.#parts.push(bytes);
  }

  parts(): readonly Uint8Array[] {
    this.#encodeText();
    return this.#parts;
  }

  #encodeText(): void {
    if (this.#text === '') return;
    this.#parts.push(this.#encode(this.#text));
    this.#text = '';
  }
}
