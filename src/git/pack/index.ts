export { parseEntryHeader } from './entry-header.ts';
export { loadPackKernel, type PackKernel } from './pack-kernel.ts';
export { defaultPackLimits, PackReader, type ObjectVisitor, type PackLimits } from './pack-reader.ts';
export { PackScratch } from './pack-scratch.ts';
export { toHex, type ObjectTable, type ObjectType } from './object-table.ts';
export type { LoadBase } from './resolve-deltas.ts';
export { writePackIndex } from './write-pack-index.ts';
