import * as v from 'valibot';
import { serializeGoJson } from './go-json.ts';
import { cleanText, parseLine, timeOf } from './parse-line.ts';
import { filled } from './review-comment.ts';

/** A request as a line of `refs/notes/devtools/reviews` has it. */
export interface RequestLine {
  /** Seconds since 1970, ten digits at least. */
  readonly timestamp: string;
  /** The branch with the commits: "refs/heads/cms/posts/hello". */
  readonly reviewRef: string;
  /** The branch that they are for; empty once the review is abandoned. */
  readonly targetRef: string;
  /** E-mail addresses. */
  readonly requester: string;
  readonly reviewers: readonly string[];
  /** Its first line is the title. */
  readonly description: string;
  readonly baseCommit: string;
  /** The first commit after a rebase. */
  readonly alias: string;
  readonly signature: string;
}

const text = v.optional(
  v.pipe(
    v.nullable(v.string()),
    v.transform((value) => value ?? ''),
  ),
  '',
);
const requestSchema = v.object({
  timestamp: text,
  reviewRef: text,
  targetRef: text,
  requester: text,
  reviewers: v.optional(
    v.pipe(
      v.nullable(v.array(v.string())),
      v.transform((value) => value ?? []),
    ),
    [],
  ),
  description: text,
  v: v.nullish(v.literal(0)),
  baseCommit: text,
  alias: text,
  signature: text,
});

/** The request that a line holds; undefined for a line that is none, or one of another version of the format. */
export function parseRequest(line: string): RequestLine | undefined {
  const parsed = v.safeParse(requestSchema, parseLine(line));
  if (!parsed.success) return undefined;
  const { v: _, ...request } = parsed.output;
  return request;
}

/** The line of a request, as git-appraise writes it: `targetRef` stands there also when it is empty. */
export function serializeRequest(request: RequestLine): string {
  const { timestamp, reviewRef, targetRef, requester, reviewers, description, baseCommit, alias, signature } = request;
  return serializeGoJson({
    ...filled({ timestamp, reviewRef }),
    targetRef,
    ...filled({ requester }),
    ...(reviewers.length === 0 ? {} : { reviewers: reviewers.map(cleanText) }),
    ...filled({ description, baseCommit, alias, signature }),
  });
}

/** The request that counts among the lines of a note: the newest; of two of one second the one whose line sorts last. */
export function currentRequest(lines: readonly string[]): RequestLine | undefined {
  let best: { readonly request: RequestLine; readonly line: string; readonly time: number } | undefined;
  for (const line of lines) {
    const request = parseRequest(line);
    if (request === undefined) continue;
    const time = timeOf(request.timestamp);
    if (best === undefined || time > best.time || (time === best.time && line > best.line))
      best = { request, line, time };
  }
  return best?.request;
}
