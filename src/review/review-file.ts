import { toWellFormed, validatePath } from '#base';
import * as v from 'valibot';
import { cleanText } from './parse-line.ts';
import { cleanName } from './said-by.ts';

/** What a reader without an account says of a passage, a post or the whole. */
export interface ReviewFileComment {
  /** Absent for a comment on the whole. */
  readonly path?: string;
  /** Lines of the later text, from 1, both included; absent for a comment on the whole post. */
  readonly lines?: { readonly from: number; readonly to: number };
  readonly text: string;
}

/** A review that someone wrote offline, in a page that was exported for them. */
export interface ReviewFile {
  /** The id of the review that the page was made from, and the commit that it shows. */
  readonly review: string;
  readonly commit: string;
  /** As the reader gave it; one line. */
  readonly name: string;
  readonly verdict: 'looks-good' | 'needs-changes' | null;
  readonly comments: readonly ReviewFileComment[];
}

export type ReviewFileReading =
  | { readonly kind: 'file'; readonly file: ReviewFile }
  /** `reason`: a sentence for people. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Of the file as a whole, in UTF-16 units. */
export const longestReviewFile = 1_000_000;
const mostComments = 500;
const longestText = 20_000;
const lastLine = 10_000_000;

const oid = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));
const line = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(lastLine));
/** As they come back from a note, so that what is there already is recognised. */
const words = v.pipe(
  v.string(),
  v.maxLength(longestText),
  v.transform((text) =>
    cleanText(toWellFormed(text))
      .replaceAll(/\r\n|\r/g, '\n')
      .trim(),
  ),
  v.nonEmpty(),
);
const commentSchema = v.object({
  path: v.optional(
    v.pipe(
      v.string(),
      v.check((path) => validatePath(path).kind === 'ok'),
    ),
  ),
  lines: v.optional(
    v.pipe(
      v.object({ from: line, to: line }),
      v.check(({ from, to }) => from <= to),
    ),
  ),
  text: words,
});
const fileSchema = v.object({
  format: v.literal('galley-review'),
  version: v.literal(1),
  review: oid,
  commit: oid,
  name: v.pipe(
    v.string(),
    v.maxLength(longestText),
    v.transform((name) => cleanName(toWellFormed(name))),
    v.nonEmpty(),
  ),
  verdict: v.optional(v.nullable(v.picklist(['looks-good', 'needs-changes'])), null),
  comments: v.pipe(v.array(commentSchema), v.maxLength(mostComments)),
});
const versionSchema = v.object({ format: v.literal('galley-review'), version: v.number() });

/** Reads what may be the file of a review, from anyone. What does not fit the format whole is refused whole. */
export function parseReviewFile(text: string): ReviewFileReading {
  if (text.length > longestReviewFile) return { kind: 'refused', reason: 'The file is too large to be a review.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'refused', reason: 'This is not the file of a review.' };
  }
  const version = v.safeParse(versionSchema, value);
  if (!version.success) return { kind: 'refused', reason: 'This is not the file of a review.' };
  if (version.output.version !== 1)
    return {
      kind: 'refused',
      reason: 'The file is of a newer kind than this Galley reads. Reload the page to get the newest.',
    };
  const parsed = v.safeParse(fileSchema, value);
  if (!parsed.success)
    return { kind: 'refused', reason: 'The file is damaged, or was changed by hand. Ask for it again.' };
  const { review, commit, name, verdict, comments } = parsed.output;
  if (comments.length === 0 && verdict === null) return { kind: 'refused', reason: 'The file says nothing.' };
  return {
    kind: 'file',
    file: {
      review,
      commit,
      name,
      verdict,
      comments: comments.map(toComment),
    },
  };
}

/** Lines without a path are of nothing. */
function toComment({ path, lines, text }: v.InferOutput<typeof commentSchema>): ReviewFileComment {
  if (path === undefined) return { text };
  return lines === undefined ? { path, text } : { path, lines, text };
}
