import type { OutlineEntry } from '../outline.ts';

const heading = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/;
const closing = /(?:^|[ \t])#+$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
/** In UTF-16 units. Longer lines are no headings that anyone wrote. */
const longestLine = 1_000;

/** The headings that begin with `#` outside of fenced code, line by line: for texts that are not taken apart. */
export function scanHeadings(source: string): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  let open = '';
  for (const { 0: line, index: position } of source.matchAll(/[^\r\n]+/g)) {
    if (line.length > longestLine) continue;
    const marks = fence.exec(line)?.[1] ?? '';
    if (open !== '') {
      if (marks.startsWith(open) && line.trim() === marks) open = '';
      continue;
    }
    open = marks;
    const [, hashes, text = ''] = heading.exec(line) ?? [];
    if (hashes === undefined) continue;
    entries.push({ level: hashes.length, text: text.trim().replace(closing, '').trim(), position });
  }
  return entries;
}
