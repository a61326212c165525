import { timeOf } from './parse-line.ts';
import { readSaidBy } from './said-by.ts';
import { commentId, parseComment, type CommentLine, type CommentLocation } from './review-comment.ts';

/** A comment with its newest words. */
export interface ReviewComment {
  /** The id of its first version, which answers point to. */
  readonly id: string;
  /** An e-mail address. */
  readonly author: string;
  /** Who said it, where the author brought it for someone without an address; the name as that person gave it. */
  readonly saidBy: string | null;
  /** Milliseconds since 1970; 0 where it can't be read. */
  readonly time: number;
  readonly text: string;
  readonly location: CommentLocation;
  readonly resolved: boolean | null;
  readonly isEdited: boolean;
}

/** A comment with all answers to it, and answers to those, oldest first. */
export interface CommentThread {
  readonly comment: ReviewComment;
  readonly replies: readonly ReviewComment[];
  /** False: something in it is not dealt with. Null: it asks for nothing. */
  readonly resolved: boolean | null;
}

const MOST_COMMENTS = 10_000;
const DEEPEST = 500;

/** The threads of a review, oldest first. The order of the lines means nothing, and a line that is there twice counts once. */
export function threadsOf(lines: readonly string[]): readonly CommentThread[] {
  const parsed = new Map<string, CommentLine>();
  for (const line of [...lines].sort().slice(0, MOST_COMMENTS)) {
    const comment = parseComment(line);
    if (comment !== undefined) parsed.set(commentId(comment), comment);
  }
  const comments = withEdits(parsed);
  const children = new Map<string, ReviewComment[]>();
  const roots: ReviewComment[] = [];
  for (const { comment, parent } of comments) {
    if (parent === undefined || !parsed.has(parent)) roots.push(comment);
    else children.set(parent, [...(children.get(parent) ?? []), comment]);
  }
  return roots.sort(byTime).map((comment) => ({
    comment,
    replies: descendants(comment.id, children).sort(byTime),
    resolved: resolvedOf(comment, children, 0),
  }));
}

/** The first version of each comment, with the words of its newest one. */
function withEdits(parsed: ReadonlyMap<string, CommentLine>) {
  const edits = new Map<string, { readonly id: string; readonly line: CommentLine }[]>();
  const firsts: [id: string, line: CommentLine][] = [];
  for (const [id, line] of parsed) {
    const { original } = line;
    // Only the author writes a newer version; one by someone else stands by itself.
    if (original !== undefined && parsed.get(original)?.author === line.author)
      edits.set(original, [...(edits.get(original) ?? []), { id, line }]);
    else firsts.push([id, line]);
  }
  return firsts.map(([id, first]) => {
    const versions = (edits.get(id) ?? []).sort(
      (a, b) => timeOf(a.line.timestamp) - timeOf(b.line.timestamp) || (a.id < b.id ? -1 : 1),
    );
    const { line } = versions.at(-1) ?? { line: first };
    const said = readSaidBy(line.description ?? '');
    const comment: ReviewComment = {
      id,
      author: first.author,
      saidBy: said.name,
      time: timeOf(first.timestamp),
      text: said.text,
      location: line.location ?? first.location ?? {},
      resolved: line.resolved ?? null,
      isEdited: versions.length > 0,
    };
    return { comment, parent: first.parent };
  });
}

function descendants(id: string, children: ReadonlyMap<string, readonly ReviewComment[]>): ReviewComment[] {
  const found = new Set(children.get(id));
  for (const comment of found) for (const child of children.get(comment.id) ?? []) found.add(child);
  return [...found];
}

/** As git-appraise has it: an answer that is not dealt with holds all up; answers that are, leave it to the comment's own flag. */
function resolvedOf(
  comment: ReviewComment,
  children: ReadonlyMap<string, readonly ReviewComment[]>,
  depth: number,
): boolean | null {
  const answers =
    depth > DEEPEST
      ? null
      : joinResolved((children.get(comment.id) ?? []).map((child) => resolvedOf(child, children, depth + 1)));
  if (answers === null) return comment.resolved;
  if (!answers) return false;
  return comment.resolved === true ? true : null;
}

/** All that say something must say yes; null when none does. */
export function joinResolved(states: readonly (boolean | null)[]): boolean | null {
  const said = states.filter((state) => state !== null);
  return said.length === 0 ? null : said.every((state) => state);
}

function byTime(a: ReviewComment, b: ReviewComment): number {
  return a.time - b.time || (a.id < b.id ? -1 : 1);
}
