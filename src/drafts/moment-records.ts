import * as v from 'valibot';
import { applyPatch, textPatch } from './add-moment.ts';
import type { DraftMoment } from './draft-moment.ts';

const recordSchema = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  parent: v.nullable(v.pipe(v.number(), v.safeInteger())),
  time: v.pipe(v.number(), v.finite()),
  body: v.union([
    v.string(),
    v.object({
      at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      drop: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      insert: v.string(),
    }),
  ]),
  discardedAt: v.exactOptional(v.pipe(v.number(), v.finite())),
  discardedFrom: v.exactOptional(v.nullable(v.string())),
});

/** A moment as it is stored: whole, or as what differs from its parent. */
export type MomentRecord = v.InferOutput<typeof recordSchema>;

/** A moment beside its record. */
export interface StoredMoment {
  readonly record: MomentRecord;
  readonly moment: DraftMoment;
}

/**
 * The moments that stored records hold, oldest first. One that can't be read is left out, with those that were made from
 * it. `known` are those of an earlier reading: what they hold is not put together again.
 */
export function readMoments(
  stored: readonly unknown[],
  known: ReadonlyMap<number, StoredMoment>,
): ReadonlyMap<number, StoredMoment> {
  const found = new Map<number, StoredMoment>();
  const records = stored.map((each) => v.safeParse(recordSchema, each)).filter((each) => each.success);
  for (const { output: record } of records.toSorted((a, b) => a.output.id - b.output.id)) {
    const parent = record.parent === null ? undefined : found.get(record.parent);
    const before = known.get(record.id);
    const isKnown = before !== undefined && parent === knownParent(record, known) && isSame(before.record, record);
    const moment = isKnown ? before.moment : momentOf(record, parent?.moment);
    if (moment !== undefined) found.set(record.id, isKnown ? before : { record, moment });
  }
  return found;
}

function knownParent({ parent }: MomentRecord, known: ReadonlyMap<number, StoredMoment>): StoredMoment | undefined {
  return parent === null ? undefined : known.get(parent);
}

function isSame(one: MomentRecord, other: MomentRecord): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function momentOf({ body, ...rest }: MomentRecord, parent: DraftMoment | undefined): DraftMoment | undefined {
  if (typeof body === 'string') return { ...rest, parent: parent?.id ?? null, text: body };
  return parent === undefined ? undefined : { ...rest, text: applyPatch(parent.text, body) };
}

/** `moments` with what to store of each; those of `known` that stayed as they are keep their records. Parents come before their children. */
export function storeMoments(
  moments: readonly DraftMoment[],
  known: ReadonlyMap<number, StoredMoment>,
): ReadonlyMap<number, StoredMoment> {
  const byId = new Map(moments.map((moment) => [moment.id, moment]));
  const stays = ({ id, parent }: DraftMoment): boolean =>
    known.get(id)?.moment === byId.get(id) && (parent === null || known.get(parent)?.moment === byId.get(parent));
  return new Map(
    moments.map((moment) => {
      const before = known.get(moment.id);
      if (before !== undefined && stays(moment)) return [moment.id, before];
      const { text, ...rest } = moment;
      const parent = moment.parent === null ? undefined : byId.get(moment.parent);
      const record = { ...rest, body: parent === undefined ? text : textPatch(parent.text, text) };
      return [moment.id, { record, moment }];
    }),
  );
}
