import * as v from 'valibot';
import { serializeGoJson, type GoJson } from './go-json.ts';
import { cleanText, parseLine } from './parse-line.ts';
import { sha1 } from './sha1.ts';

/** A stretch of a text: lines and columns count from 1, columns in UTF-16 units, the end is not included. Without an end it is a line. */
export interface PassageRange {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** What a comment is about: a passage, a file (no range) or the whole commit (no path). */
export interface CommentLocation {
  readonly commit?: string;
  readonly path?: string;
  readonly range?: PassageRange;
}

/** A comment as a line of `refs/notes/devtools/discuss` has it. */
export interface CommentLine {
  /** Seconds since 1970, ten digits at least. */
  readonly timestamp: string;
  /** An e-mail address. */
  readonly author: string;
  /** The id of the comment that this one is a newer version of. */
  readonly original?: string;
  /** The id of the comment that this one answers. */
  readonly parent?: string;
  readonly location?: CommentLocation;
  readonly description?: string;
  /** Without a parent: accepts or rejects the change. In an answer: whether its parent is dealt with. */
  readonly resolved?: boolean;
  readonly signature?: string;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));
const rangeSchema = v.object({
  startLine: v.nullish(count),
  startColumn: v.nullish(count),
  endLine: v.nullish(count),
  endColumn: v.nullish(count),
});
const locationSchema = v.object({
  commit: v.nullish(v.string()),
  path: v.nullish(v.string()),
  range: v.nullish(rangeSchema),
});
const commentSchema = v.object({
  timestamp: v.nullish(v.string()),
  author: v.nullish(v.string()),
  original: v.nullish(v.string()),
  parent: v.nullish(v.string()),
  location: v.nullish(locationSchema),
  description: v.nullish(v.string()),
  resolved: v.nullish(v.boolean()),
  v: v.nullish(v.literal(0)),
  signature: v.nullish(v.string()),
});

/** The comment that a line holds; undefined for a line that is none, or one of another version of the format. */
export function parseComment(line: string): CommentLine | undefined {
  const parsed = v.safeParse(commentSchema, parseLine(line));
  if (!parsed.success) return undefined;
  const { timestamp, author, original, parent, location, description, resolved, signature } = parsed.output;
  return {
    timestamp: timestamp ?? '',
    author: author ?? '',
    ...textField('original', original),
    ...textField('parent', parent),
    ...(location === undefined || location === null ? {} : { location: readLocation(location) }),
    ...textField('description', description),
    ...(resolved === undefined || resolved === null ? {} : { resolved }),
    ...textField('signature', signature),
  };
}

function textField<Name extends string>(
  name: Name,
  text: string | null | undefined,
): { readonly [Key in Name]?: string } {
  const field: { [Key in Name]?: string } = {};
  if (text !== undefined && text !== null && text !== '') field[name] = text;
  return field;
}

function readLocation(location: v.InferOutput<typeof locationSchema>): CommentLocation {
  const { commit, path, range } = location;
  return {
    ...textField('commit', commit),
    ...textField('path', path),
    ...(range === undefined || range === null ? {} : { range: readRange(range) }),
  };
}

/** A zero is as good as nothing in this format. */
function readRange({ startLine, startColumn, endLine, endColumn }: v.InferOutput<typeof rangeSchema>): PassageRange {
  return {
    startLine: startLine ?? 0,
    ...(startColumn ? { startColumn } : {}),
    ...(endLine ? { endLine } : {}),
    ...(endColumn ? { endColumn } : {}),
  };
}

/** The line of a comment, byte for byte as git-appraise writes it. */
export function serializeComment(comment: CommentLine): string {
  const { timestamp, author, original, parent, location, description, resolved, signature } = comment;
  return serializeGoJson({
    ...filled({ timestamp, author, original, parent }),
    ...(location === undefined ? {} : { location: locationJson(location) }),
    ...filled({ description }),
    ...(resolved === undefined ? {} : { resolved }),
    ...filled({ signature }),
  });
}

function locationJson({ commit, path, range }: CommentLocation): GoJson {
  return {
    ...filled({ commit, path }),
    ...(range === undefined
      ? {}
      : {
          range: filled({
            startLine: range.startLine,
            startColumn: range.startColumn,
            endLine: range.endLine,
            endColumn: range.endColumn,
          }),
        }),
  };
}

/** The fields that are neither empty nor zero, which Go leaves out, in their order. */
export function filled(
  fields: Readonly<Record<string, string | number | undefined>>,
): Readonly<Record<string, string | number>> {
  const left: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== '' && value !== 0)
      left[name] = typeof value === 'string' ? cleanText(value) : value;
  return left;
}

/** A comment's id: the SHA-1 of its line. */
export function commentId(comment: CommentLine): string {
  return sha1(serializeComment(comment));
}
