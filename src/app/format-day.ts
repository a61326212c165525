const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A day as people write it: "24 Nov 2026". `time` is milliseconds since 1970. */
export function formatDay(time: number): string {
  return day.format(time);
}

/** A day with the time of day. `time` is milliseconds since 1970; 0 is a date that could not be read. */
export function formatMoment(time: number): string {
  return time > 0 ? moment.format(time) : 'an unknown day';
}
