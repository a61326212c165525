import { visibleText } from '#base';
import { localDay } from '#content';
import type { BadgeProps } from '#ui';
import type { ReviewRow } from '#workspace';

type Schedule = NonNullable<ReviewRow['review']['schedule']>;

const dueMoment = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** A moment to come, in the person's own time zone, which it names: "Fri, May 3, 2026, 9:00 AM GMT+2". */
export function formatDue(time: number): string {
  return dueMoment.format(time);
}

/** The person's time zone as maps of them have it: "Europe/Berlin". */
export function timeZoneName(): string {
  return dueMoment.resolvedOptions().timeZone;
}

/** What stands beside a review that has a date. */
export function scheduleBadge(
  { state, at }: Schedule,
  now: number,
): { readonly tone: BadgeProps['tone']; readonly word: string } {
  if (state === 'missed') return { tone: 'caution', word: 'Not published on its date' };
  if (state === 'stale') return { tone: 'caution', word: 'Date on hold' };
  return at > now ? { tone: 'accent', word: 'Scheduled' } : { tone: 'accent', word: 'Due' };
}

/** What is to happen on the date, or why it does not, in one or two sentences. */
export function scheduleWords({ state, at, author }: Schedule, now: number): string {
  const [when, who] = [formatDue(at), visibleText(author, 80)];
  switch (state) {
    case 'missed':
      return `It was to be published on ${when}, but the site had changed the same places. Publish it to put the two together, or set a date anew.`;
    case 'stale':
      return `${who} set ${when} as its date, but it changed since or is not approved any more, so it is not published then. Set the date anew once it is approved.`;
    case 'set':
      return at > now
        ? `Scheduled for ${when} by ${who}.`
        : `Due since ${when}. The next tab of someone who may publish brings it to the site, or the site’s own job.`;
  }
}

/** The moment that a day and a time of the person's own time zone mean; undefined where they mean none. */
export function readDue(day: string, time: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}/.test(time)) return undefined;
  const moment = new Date(`${day}T${time}`).getTime();
  return Number.isNaN(moment) ? undefined : moment;
}

/** A moment as the day and the time that are typed for it. */
export function typedDue(moment: number): { readonly day: string; readonly time: string } {
  const date = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    day: localDay(date),
    time: `${two(date.getHours())}:${two(date.getMinutes())}`,
  };
}
