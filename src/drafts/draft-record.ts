import * as v from 'valibot';
import type { Draft } from './draft-store.ts';

const schema = v.object({
  path: v.pipe(v.string(), v.nonEmpty()),
  text: v.string(),
  baseOid: v.nullable(v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/))),
  updatedAt: v.pipe(v.number(), v.finite()),
  unwritten: v.exactOptional(v.object({ document: v.unknown(), reason: v.string() })),
  formerPath: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
});

/** The draft that a stored record holds; undefined when it is none, such as one that a later version of Galley wrote. */
export function readDraftRecord(record: unknown): Draft | undefined {
  const result = v.safeParse(schema, record);
  return result.success ? result.output : undefined;
}
