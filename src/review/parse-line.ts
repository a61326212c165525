/** Longer lines are no one's comment. */
const LONGEST_LINE = 256 * 1024;

/** The value of a line of JSON; undefined for an empty line, one that is no JSON, or one that is too long. */
export function parseLine(line: string): unknown {
  if (line.length > LONGEST_LINE || !line.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Text without the two control characters that versions of Go write in different ways, which would give a comment two ids. */
export function cleanText(text: string): string {
  return text.replaceAll(/[\b\f]/g, '');
}

/** Milliseconds since 1970 as a timestamp of the format. */
export function timestampOf(time: number): string {
  return String(Math.max(0, Math.floor(time / 1000))).padStart(10, '0');
}

/** Milliseconds since 1970; 0 where the timestamp can't be read. */
export function timeOf(timestamp: string): number {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : 0;
  return seconds * 1000;
}
