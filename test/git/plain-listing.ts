import type { TreeListing } from '#git';

/** The same with records for files, for comparing: the id of a file that was read is no property of its own. */
export function plainListing<Row>({ files, ...rest }: TreeListing<Row>): TreeListing<Row> {
  return { ...rest, files: files.map(({ path, oid, row, lastChange }) => ({ path, oid, row, lastChange })) };
}
