import {
  blockPlaces,
  compareBlocks,
  compareLines,
  compareWords,
  parseMarkdown,
  type BlockDiff,
  type InlineDiff,
  type LineChange,
  type ParsedMarkdown,
} from '#markdown';
import { fieldsOfLayout } from './layout-fields.ts';
import { readLayout, type PostLayout } from './post-layout.ts';
import type { PostField } from './post.ts';

/** A field whose value differs. */
export interface FieldDiff {
  readonly field: PostField;
  readonly before: string;
  readonly after: string;
  /** The two values word by word. */
  readonly words: readonly InlineDiff[];
}

/** Lines of a text, counted from 1, both included. */
export interface LineSpan {
  readonly from: number;
  readonly to: number;
}

/** What differs between two versions of a post for those who read it. */
export interface PostDiff {
  /** Only those that differ. */
  readonly fields: readonly FieldDiff[];
  /** The changed lines of the front matter that hold no field. */
  readonly frontMatter: readonly LineChange[];
  readonly blocks: readonly BlockDiff[];
  /** The lines of the later file that each block stands on; null for one that only the earlier version has there. */
  readonly lines: readonly (LineSpan | null)[];
  /** The texts may still differ in what nobody sees, such as line ends. */
  readonly isSame: boolean;
}

const fieldOrder: readonly PostField[] = ['title', 'authorName', 'authorImage', 'thumbnail'];

/** Compares two versions of a post as readers see them. Null stands for a version in which the post did not exist. */
export function comparePosts(before: string | null, after: string | null): PostDiff {
  const [old, fresh] = [readVersion(before ?? ''), readVersion(after ?? '')];
  const fields = fieldOrder.flatMap((field): readonly FieldDiff[] => {
    const [was, is] = [old.fields[field] ?? '', fresh.fields[field] ?? ''];
    return was === is ? [] : [{ field, before: was, after: is, words: compareWords(was, is) }];
  });
  const frontMatter = compareLines(old.frontMatter, fresh.frontMatter).filter(({ change }) => change !== 'same');
  const parsed = parseMarkdown(fresh.body);
  const blocks = compareBlocks(parseMarkdown(old.body).document, parsed.document);
  const lines = linesOfBlocks(blocks, parsed, (after ?? '').slice(0, fresh.bodyStart));
  const isSame = fields.length === 0 && frontMatter.length === 0 && blocks.every(({ change }) => change === 'same');
  return { fields, frontMatter, blocks, lines, isSame };
}

function readVersion(text: string) {
  const layout = readLayout(text);
  return {
    fields: fieldsOfLayout(layout),
    frontMatter: otherFrontMatter(text, layout),
    body: text.slice(layout.bodyStart),
    bodyStart: layout.bodyStart,
  };
}

/** Blocks of the later version come in its order, so that each is the next one of the text. */
function linesOfBlocks(
  blocks: readonly BlockDiff[],
  parsed: ParsedMarkdown,
  head: string,
): readonly (LineSpan | null)[] {
  const places = blockPlaces(parsed);
  let [next, offset, line] = [0, 0, 1 + countLineEnds(head)];
  const lineAt = (to: number): number => {
    line += countLineEnds(parsed.source.slice(offset, to));
    offset = to;
    return line;
  };
  return blocks.map(({ change }) => {
    const place = change === 'removed' || change === 'moved-from' ? undefined : places[next++];
    if (place === undefined) return null;
    const from = lineAt(place.from);
    return { from, to: lineAt(place.from + parsed.source.slice(place.from, place.to).trimEnd().length) };
  });
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** The lines of the front matter that no field has a part in. */
function otherFrontMatter(text: string, { frontMatter }: PostLayout): string {
  if (frontMatter === undefined) return '';
  const { contentStart, contentEnd, places } = frontMatter;
  const kept: string[] = [];
  let start = 0;
  for (const line of text.slice(contentStart, contentEnd).split(/(?<=\n)/)) {
    const end = start + line.length;
    const holdsField = places.some((place) => place.start < end && Math.max(place.end, place.start + 1) > start);
    if (!holdsField && line.trim() !== '') kept.push(line.replace(/\r?\n$/, ''));
    start = end;
  }
  return kept.join('\n');
}
