import * as v from 'valibot';
import type { Draft } from './draft-store.ts';
import type { FileDraft } from './file-draft.ts';

const path = v.pipe(v.string(), v.nonEmpty());
const oid = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/));
const updatedAt = v.pipe(v.number(), v.finite());

const schema = v.object({
  path,
  text: v.string(),
  baseOid: v.nullable(oid),
  updatedAt,
  unwritten: v.exactOptional(v.object({ document: v.unknown(), reason: v.string() })),
  formerPath: v.exactOptional(path),
});

const fileSchema = v.variant('kind', [
  v.object({
    kind: v.literal('image'),
    path,
    baseOid: v.nullable(oid),
    oid: v.nullable(oid),
    type: v.string(),
    size: v.number(),
    updatedAt,
  }),
  v.object({ kind: v.literal('deleted'), path, baseOid: oid, updatedAt, renamedTo: v.exactOptional(path) }),
]);

/** The draft that a stored record holds; undefined when it is none, such as one that a later version of Galley wrote. */
export function readDraftRecord(record: unknown): Draft | undefined {
  const result = v.safeParse(schema, record);
  return result.success ? result.output : undefined;
}

/** The same for a draft that is no text. */
export function readFileDraftRecord(record: unknown): FileDraft | undefined {
  const result = v.safeParse(fileSchema, record);
  return result.success ? result.output : undefined;
}
