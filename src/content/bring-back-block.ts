import { blockRanges, compareBlocks, parseMarkdown, type BlockRange } from '#markdown';
import { readLayout } from './post-layout.ts';

/** Two versions of a post, and a block that the later one removed or changed. */
export interface LostBlock {
  readonly before: string;
  readonly after: string;
  /** Its place among the blocks of `comparePosts(before, after)`. */
  readonly index: number;
}

/** The later version with that block as it was in the earlier one; undefined where there is no such block. Pure. */
export function withBlockBack({ before, after, index }: LostBlock): string | undefined {
  const [old, fresh] = [bodyBlocks(before), bodyBlocks(after)];
  const diffs = compareBlocks(old.document, fresh.document);
  const diff = diffs[index];
  if (diff === undefined || (diff.change !== 'removed' && diff.change !== 'changed')) return undefined;
  const earlier = diffs.slice(0, index);
  const oldRange = old.ranges[earlier.filter(({ change }) => change !== 'added' && change !== 'moved-to').length];
  if (oldRange === undefined) return undefined;
  const block = textOf(before, oldRange);
  const freshIndex = earlier.filter(({ change }) => change !== 'removed' && change !== 'moved-from').length;
  const freshRange = fresh.ranges[freshIndex];
  if (diff.change === 'changed' && freshRange !== undefined)
    return after.slice(0, freshRange.from) + asIn(after, block) + after.slice(freshRange.to);
  const previous = fresh.ranges[freshIndex - 1];
  return previous === undefined ? insertFirst(after, block) : insertBehind(after, previous, block);
}

/**
 * The same for a text that has gone its own way since: the block stands behind the nearest one before it that the text still
 * has word for word, or else at the end. Pure.
 */
export function withBlockNearby({ before, after, index }: LostBlock, text: string): string | undefined {
  const [old, here] = [bodyBlocks(before), bodyBlocks(text)];
  const diffs = compareBlocks(old.document, bodyBlocks(after).document);
  const place = diffs.slice(0, index).filter(({ change }) => change !== 'added' && change !== 'moved-to').length;
  const range = old.ranges[place];
  if (range === undefined) return undefined;
  const block = textOf(before, range);
  for (let at = place - 1; at >= 0; at -= 1) {
    const neighbour = old.ranges[at];
    const words = neighbour === undefined ? undefined : withUnixLines(textOf(before, neighbour));
    const found = here.ranges.find((one) => withUnixLines(textOf(text, one)) === words);
    if (found !== undefined) return insertBehind(text, found, block);
  }
  const last = here.ranges.at(-1);
  return last === undefined ? insertFirst(text, block) : insertBehind(text, last, block);
}

/** The blocks of a post's body with their ranges in the whole file. */
function bodyBlocks(text: string) {
  const { bodyStart } = readLayout(text);
  const parsed = parseMarkdown(text.slice(bodyStart));
  const ranges = blockRanges(parsed).map(({ from, to }) => ({ from: from + bodyStart, to: to + bodyStart }));
  return { document: parsed.document, ranges };
}

function textOf(text: string, { from, to }: BlockRange): string {
  return text.slice(from, to);
}

function insertBehind(text: string, { to }: BlockRange, block: string): string {
  const lineEnd = lineEndOf(text);
  return text.slice(0, to) + lineEnd + lineEnd + asIn(text, block) + text.slice(to);
}

function insertFirst(text: string, block: string): string {
  const { bodyStart } = readLayout(text);
  const [head, lineEnd] = [text.slice(0, bodyStart), lineEndOf(text)];
  const rest = text.slice(bodyStart);
  const joint =
    head === '' || head.endsWith(lineEnd + lineEnd) ? '' : head.endsWith(lineEnd) ? lineEnd : lineEnd.repeat(2);
  return head + joint + asIn(text, block) + (rest.trim() === '' ? lineEnd : lineEnd + lineEnd) + rest;
}

function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function withUnixLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

/** The block with the line ends of the text that it goes into. */
function asIn(text: string, block: string): string {
  return withUnixLines(block).replaceAll('\n', lineEndOf(text));
}
