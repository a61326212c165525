import { authorDivText, DIV_FIELDS, replaceDivValue } from './author-div.ts';
import { normalizeField } from './field-value.ts';
import { readFrontMatter, writeFrontMatter } from './front-matter.ts';
import { afterBlankLine, afterLineEnd, majorityLineEnd, type LineEnd } from './line-end.ts';
import type { HeadItem } from './post-head.ts';
import { readLayout, type PostLayout } from './post-layout.ts';
import { replaceTitle, titleText } from './post-title.ts';
import { writeFrontMatterRows, type FrontMatterEdit } from './write-front-matter-rows.ts';
import type { Post, PostField, PostFields } from './post.ts';

/** What to change; a field left out, or equal to the post's, keeps its bytes. A field that the post has not is ignored. */
export interface PostEdit {
  readonly fields: PostFields;
  readonly body: string;
  /** Values of other keys at the top of the front matter. */
  readonly frontMatter?: FrontMatterEdit | undefined;
}

/** A title or div as it will be written, and what stands between it and the next thing. */
interface Piece {
  readonly field: PostField;
  readonly text: string;
  readonly gap: string;
}

const ORDER: readonly PostField[] = ['title', ...DIV_FIELDS];

function fieldOf(item: HeadItem): PostField {
  return item.kind === 'title' ? 'title' : item.div.field;
}

/** The fields that the edit gives another value, normalized. */
function changedFields(post: Post, fields: PostFields): ReadonlyMap<PostField, string> {
  const changed = new Map<PostField, string>();
  for (const field of ORDER) {
    const [old, given] = [post.fields[field], fields[field]];
    // A field that the post does not have has no place in its format.
    if (given === undefined || old === undefined || given === old) continue;
    const value = normalizeField(field, given);
    if (value !== old) changed.set(field, value);
  }
  return changed;
}

function hasDefinitions(text: string): boolean {
  return /(?:^|[\r\n]) {0,3}\[[^\]\r\n]+\]:/.test(text);
}

function writeItem(text: string, item: HeadItem, value: string, lineEnd: LineEnd): string {
  return item.kind === 'title'
    ? replaceTitle(text, item.title, value, { hasDefinitions: hasDefinitions(text) })
    : replaceDivValue(text, item.div, value, lineEnd);
}

/** Inserts `piece` behind those that come before it in a new post; the last piece's gap is the joint to the body. */
function insertPiece(pieces: readonly Piece[], field: PostField, text: string, lineEnd: LineEnd): readonly Piece[] {
  const rank = ORDER.indexOf(field);
  const index = pieces.findLastIndex((piece) => ORDER.indexOf(piece.field) < rank) + 1;
  const blank = lineEnd + lineEnd;
  const previous = pieces[index - 1];
  if (index < pieces.length || previous === undefined) return pieces.toSpliced(index, 0, { field, text, gap: blank });
  return [
    ...pieces.slice(0, -1),
    { ...previous, gap: blank },
    { field, text, gap: previous.gap === '' ? lineEnd : previous.gap },
  ];
}

/** Drops a piece; when it was the last, the one before it takes over the joint to the body. */
function removePiece(pieces: readonly Piece[], index: number): readonly Piece[] {
  const removed = pieces[index];
  const previous = pieces[index - 1];
  if (removed === undefined) return pieces;
  if (previous === undefined || index < pieces.length - 1) return pieces.toSpliced(index, 1);
  return pieces.toSpliced(index - 1, 2, { ...previous, gap: removed.gap });
}

function writePieces(
  text: string,
  layout: PostLayout,
  changed: ReadonlyMap<PostField, string>,
  lineEnd: LineEnd,
): readonly Piece[] {
  let pieces: readonly Piece[] = layout.items.map((item, index) => {
    const next = layout.items[index + 1];
    const gap = text.slice(item.end, next === undefined ? layout.bodyStart : next.start);
    const value = changed.get(fieldOf(item));
    const kept = text.slice(item.start, item.end);
    return {
      field: fieldOf(item),
      text: value === undefined || value === '' ? kept : writeItem(text, item, value, lineEnd),
      gap,
    };
  });
  const inFrontMatter = new Set<PostField>((layout.frontMatter?.places ?? []).map((place) => place.field));
  for (const [field, value] of changed) {
    if (inFrontMatter.has(field)) continue;
    const index = pieces.findIndex((piece) => piece.field === field);
    if (value === '') pieces = removePiece(pieces, index);
    else if (index === -1) {
      const added =
        field === 'title'
          ? titleText(value, { hasDefinitions: hasDefinitions(text) })
          : authorDivText(field, value, lineEnd);
      pieces = insertPiece(pieces, field, added, lineEnd);
    }
  }
  return pieces;
}

/** How many line ends `gap`, what stands behind the last piece, begins with before something that is not blank: at most two. */
function blankness(gap: string): number {
  const first = afterLineEnd(gap, gap.length - gap.replace(/^[ \t]+/, '').length);
  if (!/[\r\n]/.test(gap)) return 0;
  return afterBlankLine(gap, first) > first ? 2 : 1;
}

interface Parts {
  readonly prefix: string;
  readonly pieces: readonly Piece[];
  readonly body: string;
  /** There was none before: it is set apart as in a new post. */
  readonly isFirstBody: boolean;
}

function join({ prefix, pieces, body, isFirstBody }: Parts, lineEnd: LineEnd): string {
  const head = prefix + pieces.map((piece) => piece.text + piece.gap).join('');
  const last = pieces.at(-1);
  if (body === '') return head;
  if (last === undefined)
    return /^\ufeff?$/.test(head) || /[\r\n][ \t]*$/.test(head) ? head + body : head + lineEnd + lineEnd + body;
  // A div's HTML block reaches to the next blank line; a heading ends with its line.
  const needed = last.field === 'title' && !isFirstBody ? 1 : 2;
  const present = blankness(last.gap) + (/^[ \t]*(?:[\r\n]|$)/.test(body) ? 1 : 0);
  if (present >= needed) return head + body;
  return head + lineEnd.repeat(blankness(last.gap) === 0 ? 2 : 1) + body;
}

/**
 * Writes the edit into the post's own text: only the bytes of changed values differ. A value that was empty gets its heading or div, one
 * that becomes empty loses it (in front matter the key stays). Values are normalized first: one line, without spaces at the ends.
 * Throws `unsupported` when front matter holds a value in a form that can't be edited in place.
 */
export function serializePost(post: Post, edit: PostEdit): string {
  const text = post.source;
  const changed = changedFields(post, edit.fields);
  if (changed.size === 0 && edit.body === post.body && (edit.frontMatter?.size ?? 0) === 0) return text;
  const layout = readLayout(text);
  const lineEnd = majorityLineEnd(text);
  const pieces = writePieces(text, layout, changed, lineEnd);
  const first = layout.items[0];
  const prefixEnd = first?.start ?? (layout.frontMatter === undefined ? layout.headStart : layout.bodyStart);
  const { frontMatter } = layout;
  const prefix =
    frontMatter === undefined
      ? text.slice(0, prefixEnd)
      : text.slice(0, frontMatter.contentStart) +
        writeFrontMatterRows(
          frontMatter.kind,
          writeFrontMatter(text, frontMatter, changed),
          edit.frontMatter ?? new Map(),
        ) +
        text.slice(frontMatter.contentEnd, prefixEnd);
  const written = join({ prefix, pieces, body: edit.body, isFirstBody: post.body === '' }, lineEnd);
  const start = written.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (frontMatter !== undefined || readFrontMatter(written, start) === undefined) return written;
  // A body that opens with a rule must not turn into front matter.
  return written.slice(0, start) + lineEnd + written.slice(start);
}
