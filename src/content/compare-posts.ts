import {
  compareBlocks,
  compareLines,
  compareWords,
  parseMarkdown,
  type BlockDiff,
  type InlineDiff,
  type LineChange,
} from '#markdown';
import { fieldsOfLayout } from './parse-post.ts';
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

/** What differs between two versions of a post for those who read it. */
export interface PostDiff {
  /** Only those that differ. */
  readonly fields: readonly FieldDiff[];
  /** The changed lines of the front matter that hold no field. */
  readonly frontMatter: readonly LineChange[];
  readonly blocks: readonly BlockDiff[];
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
  const blocks = compareBlocks(parseMarkdown(old.body).document, parseMarkdown(fresh.body).document);
  const isSame = fields.length === 0 && frontMatter.length === 0 && blocks.every(({ change }) => change === 'same');
  return { fields, frontMatter, blocks, isSame };
}

function readVersion(text: string) {
  const layout = readLayout(text);
  return {
    fields: fieldsOfLayout(layout),
    frontMatter: otherFrontMatter(text, layout),
    body: text.slice(layout.bodyStart),
  };
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
