import { sharedEnds } from '#base';
import type { DraftMoment, DraftStep } from './draft-moment.ts';

/** How long a moment is kept, in milliseconds. */
export const momentLife = 30 * 24 * 60 * 60 * 1000;

const mostMoments = 200;
/** In UTF-16 units of what is stored. */
const mostStored = 1_000_000;
/** A text of this length or more has no history: it would fill what there is room for. */
const longestKept = 1_000_000;
/** Writing that goes on makes one moment of what was saved within this time. */
const oneGo = 4000;
/** So much taken away is always a moment of its own. */
const muchRemoved = 20;
/** The newest moments are never thinned out. */
const untouched = 50;

/** The moments after a step of the draft; the same array when nothing is new. */
export function addMoment(moments: readonly DraftMoment[], { before, text, time }: DraftStep): readonly DraftMoment[] {
  if (text.length >= longestKept || moments.some((moment) => moment.text === text)) return moments;
  const nextId = (moments.at(-1)?.id ?? 0) + 1;
  const from = moments.findLast((moment) => moment.text === before);
  if (from !== undefined && goesOn(moments, from, { before, text, time })) {
    return moments.map((moment) => (moment === from ? { ...moment, text } : moment));
  }
  const root = from ?? { id: nextId, parent: null, time, text: before };
  const added = { id: root.id === nextId ? nextId + 1 : nextId, parent: root.id, time, text };
  return thin([...moments, ...(from === undefined ? [root] : []), added], time);
}

function goesOn(moments: readonly DraftMoment[], from: DraftMoment, { text, time }: DraftStep): boolean {
  const isNewest = moments.at(-1) === from;
  const isFresh = from.parent !== null && from.discardedAt === undefined && time - from.time < oneGo;
  return isNewest && isFresh && text.length > from.text.length - muchRemoved;
}

/** Takes out what is too old, then, while there is too much, the moment that followed its predecessor soonest. */
export function thin(moments: readonly DraftMoment[], now: number): readonly DraftMoment[] {
  const kept = moments.filter(({ time, discardedAt }) => now - (discardedAt ?? time) < momentLife);
  let result = relink(moments, kept);
  for (let size = storedSize(result); result.length > mostMoments || size > mostStored; size = storedSize(result)) {
    const excess = Math.max(result.length - mostMoments, Math.ceil(result.length / 10));
    const thinned = dropClosest(result, excess);
    if (thinned.length === result.length) break;
    result = relink(result, thinned);
  }
  return result;
}

function dropClosest(moments: readonly DraftMoment[], count: number): readonly DraftMoment[] {
  const older = moments.length > untouched ? moments.slice(0, -untouched) : moments.slice(0, -1);
  const gaps = older.map((moment, index) => ({
    moment,
    // The oldest of all says what the work began with.
    gap: index === 0 || moment.discardedAt !== undefined ? Infinity : moment.time - (older[index - 1]?.time ?? 0),
  }));
  const dropped = new Set(
    gaps
      .toSorted((a, b) => a.gap - b.gap)
      .slice(0, count)
      .map(({ moment }) => moment),
  );
  return moments.filter((moment) => !dropped.has(moment));
}

/** Children of moments that are gone follow what those had followed. */
function relink(all: readonly DraftMoment[], kept: readonly DraftMoment[]): readonly DraftMoment[] {
  if (all.length === kept.length) return kept;
  const byId = new Map(all.map((moment) => [moment.id, moment]));
  const isKept = new Set(kept.map(({ id }) => id));
  const standing = (id: number | null): number | null => {
    let at = id;
    while (at !== null && !isKept.has(at)) at = byId.get(at)?.parent ?? null;
    return at;
  };
  return kept.map((moment) => {
    const parent = standing(moment.parent);
    return parent === moment.parent ? moment : { ...moment, parent };
  });
}

const sizes = new WeakMap<DraftMoment, number>();

/** About what the moments take when each is kept as its difference from its parent. */
function storedSize(moments: readonly DraftMoment[]): number {
  const texts = new Map(moments.map(({ id, text }) => [id, text]));
  return moments.reduce((sum, moment) => {
    const before = moment.parent === null ? undefined : texts.get(moment.parent);
    const size =
      sizes.get(moment) ??
      (before === undefined ? moment.text.length : textPatch(before, moment.text).insert.length + 40);
    sizes.set(moment, size);
    return sum + size;
  }, 0);
}

/** The one stretch by which two texts differ: at `at`, `drop` characters of the first give way to `insert`. */
export interface TextPatch {
  readonly at: number;
  readonly drop: number;
  readonly insert: string;
}

export function textPatch(before: string, after: string): TextPatch {
  const { start, end } = sharedEnds(before, after);
  return { at: start, drop: before.length - start - end, insert: after.slice(start, after.length - end) };
}

export function applyPatch(before: string, { at, drop, insert }: TextPatch): string {
  return before.slice(0, at) + insert + before.slice(at + drop);
}
