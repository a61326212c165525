import type { Oid } from '../git-client.ts';
import { fillRows, wholeListing } from './listing.ts';
import type { Repository } from './repository.ts';

/** So many are shown as soon as they are there: what a person sees first need not wait for all. */
export const FIRST_TITLES = 50;

/** Puts rows into the list. For a step that no other tab takes part in. */
export async function showTitles<Row>(repository: Repository<Row>, rows: ReadonlyMap<Oid, Row>): Promise<void> {
  const record = repository.mustGetRecord();
  const kept = await repository.listing();
  const listing = fillRows({ kept, listing: await wholeListing(kept), rows, isPost: repository.parts.isPost });
  await repository.update({ record: { ...record, version: record.version + 1 }, listing });
}
