export { parseEntryHeader } from './entry-header.ts';
export { HeldPack } from './pack-bytes.ts';
export { loadPackKernel, type PackKernel } from './pack-kernel.ts';
export { PackReader, type LoadBase, type PackLimits } from './pack-reader.ts';
export { PackScratch, type FolderOfFiles } from './pack-scratch.ts';
export { fromHex, HASH_SIZE, hexDigits, toHex, type ObjectTable, type ObjectType } from './object-table.ts';
export { writePackIndex } from './write-pack-index.ts';
export { completePack, writePack, type PackedObject } from './write-pack.ts';
export { sha1 } from './sha1.ts';
