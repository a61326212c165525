import * as v from 'valibot';
import { serializeGoJson } from './go-json.ts';
import { parseLine, timeOf } from './parse-line.ts';
import { filled } from './review-comment.ts';

/** When a review is to be published, as a line of `refs/notes/devtools/schedule` has it. */
export interface ScheduleLine {
  /** When this was said: seconds since 1970, ten digits at least. */
  readonly timestamp: string;
  /** The e-mail address of who said it. */
  readonly author: string;
  /** The approved commit that is meant, and no other. */
  readonly commit: string;
  /** When it is to be published: seconds since 1970, ten digits at least. Empty takes an earlier date back. */
  readonly at: string;
  /** Why it was not published when it was due: "conflict". Empty while nobody tried in vain. */
  readonly missed: string;
}

const text = v.pipe(
  v.nullish(v.string()),
  v.transform((value) => value ?? ''),
);
const scheduleSchema = v.object({
  timestamp: v.optional(text, ''),
  author: v.optional(text, ''),
  commit: v.optional(text, ''),
  at: v.optional(text, ''),
  missed: v.optional(text, ''),
  v: v.nullish(v.literal(0)),
});

function parseSchedule(line: string): ScheduleLine | undefined {
  const parsed = v.safeParse(scheduleSchema, parseLine(line));
  if (!parsed.success) return undefined;
  const { v: _, ...schedule } = parsed.output;
  return schedule;
}

/** The line of a date: written as the lines beside it are, the fields in this order, empty ones left out. */
export function serializeSchedule({ timestamp, author, commit, at, missed }: ScheduleLine): string {
  return serializeGoJson(filled({ timestamp, author, commit, at, missed }));
}

/** The line that counts among those of a note: the newest; of two of one second the one that sorts last. */
export function currentSchedule(lines: readonly string[]): ScheduleLine | undefined {
  let best: { readonly schedule: ScheduleLine; readonly line: string; readonly time: number } | undefined;
  for (const line of lines) {
    const schedule = parseSchedule(line);
    if (schedule === undefined) continue;
    const time = timeOf(schedule.timestamp);
    if (best === undefined || time > best.time || (time === best.time && line > best.line))
      best = { schedule, line, time };
  }
  return best?.schedule;
}

/** A date that stands on a review. */
export interface ReviewSchedule {
  /** The e-mail address of who set it. */
  readonly author: string;
  readonly commit: string;
  /** When the review is to be published, and when that was said; milliseconds since 1970. */
  readonly at: number;
  readonly setAt: number;
  /**
   * `set`: it is published when the date comes. `stale`: the review changed, or is not approved any more, and is not published.
   * `missed`: it was due, and the site had changed the same places; it is not tried again before someone sets a date anew.
   */
  readonly state: 'set' | 'stale' | 'missed';
}

/** The date of a review whose head is `head`; null where there is none, or it was taken back. */
export function scheduleOf(
  line: ScheduleLine | undefined,
  { head, isApproved }: { readonly head: string | null; readonly isApproved: boolean },
): ReviewSchedule | null {
  const at = timeOf(line?.at ?? '');
  if (line === undefined || at === 0) return null;
  const isStale = line.commit !== head || !isApproved;
  return {
    author: line.author,
    commit: line.commit,
    at,
    setAt: timeOf(line.timestamp),
    state: isStale ? 'stale' : line.missed === '' ? 'set' : 'missed',
  };
}
