import { GalleyError } from '#base';
import type { ChangeRequest, HostAdapter, RemarkPlace } from '#hosts';
import type { Review, ReviewComment } from '#review';
import type { UnsentRemarks } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Ends what is said at a host, where people do not see it, and names the comment in the notes. What stands before is someone's words. */
const MARK = /\n*<!-- galley:([0-9a-f]{40}) -->\s*$/;
/** What waits beyond these goes with the next look. */
const MOST_AT_ONCE = 20;
/** Of the words that an answer is to. */
const LONGEST_QUOTE = 200;

/**
 * Says at the host what this person said in the review from `since` on, in this browser, each once, oldest first. Notes in their name that
 * came from elsewhere are not said: anyone who may push can write them. What the host has already is known by
 * the mark that it ends with, so that a lost answer, a reload or another browser says nothing twice. Stops at the first that fails.
 */
export function mirrorRemarks(
  context: WorkspaceContext,
  of: { readonly host: HostAdapter; readonly review: Review; readonly since: number; readonly find: FindRequest },
): Promise<UnsentRemarks | null> {
  const { requests } = context;
  // One after the other: the second looks at what the first said.
  const run = (requests.mirroring ?? Promise.resolve()).then(() => alone(() => mirrorOnce(context, of)));
  requests.mirroring = run.catch(() => undefined);
  return run;
}

type FindRequest = () => Promise<ChangeRequest | null>;

/** Runs `task` while no other tab of this browser does the same, where browsers can tell. */
function alone<Result>(task: () => Promise<Result>): Promise<Result> {
  const { navigator } = globalThis as { readonly navigator?: { readonly locks?: LockManager } };
  const locks = navigator?.locks;
  return locks === undefined ? task() : locks.request('galley:mirror', task);
}

async function mirrorOnce(
  context: WorkspaceContext,
  { host, review, since, find }: Parameters<typeof mirrorRemarks>[1],
): Promise<UnsentRemarks | null> {
  const me = (await context.identities.get())?.email;
  const request = await find();
  if (me === undefined || request?.state !== 'open') return null;
  const written = await writtenHere(context);
  const remarks = remarksOf(review, me, since).filter(({ id }) => written.has(id));
  const account = remarks.length === 0 ? null : await host.account();
  if (account === null) {
    // Without a name it can't be told what the host has already.
    const error = new GalleyError('not-allowed', 'The token may not tell whose it is');
    return remarks.length === 0 ? null : { count: remarks.length, error };
  }
  const isMine = (author: string): boolean => author.toLowerCase() === account.toLowerCase();
  const said = new Set(request.comments.map(({ author, text }) => (isMine(author) ? markOf(text) : undefined)));
  const saidHere = (context.requests.said ??= new Set());
  const waiting = remarks.filter(({ id }) => !said.has(id) && !saidHere.has(id));
  let sent = 0;
  for (const remark of waiting.slice(0, MOST_AT_ONCE)) {
    try {
      await host.say(request.number, remark);
    } catch (thrown) {
      return { count: waiting.length - sent, error: GalleyError.from(thrown) };
    }
    // A host may show late what it took.
    saidHere.add(remark.id);
    sent += 1;
  }
  return sent === waiting.length ? null : { count: waiting.length - sent, error: null };
}

/** The ids of the comments that were written in this browser. */
async function writtenHere({ requests }: WorkspaceContext): Promise<ReadonlySet<string>> {
  const kept = await (await import('#hosts')).openWrittenStore().all();
  return new Set([...kept, ...(requests.written ?? [])]);
}

/** The id of the comment that the text is of. */
function markOf(text: string): string | undefined {
  return MARK.exec(text)?.[1];
}

/** What this person said with words, or judged, as it is said at a host. */
function remarksOf(review: Review, me: string, since: number) {
  // Notes have whole seconds: what is said in the second of the switch is said after it.
  const from = since - (since % 1000);
  return review.threads
    .flatMap(({ comment, replies }) => [
      { comment, answered: null },
      ...replies.map((reply) => ({ comment: reply, answered: comment })),
    ])
    .filter(
      ({ comment }) => comment.author === me && comment.saidBy === null && !comment.isEdited && comment.time >= from,
    )
    .sort((a, b) => a.comment.time - b.comment.time)
    .flatMap(({ comment, answered }) => {
      const { id, location, resolved } = comment;
      const isVerdict = answered === null && location.path === undefined && resolved !== null;
      const words = wordsOf(comment, answered);
      if (words === '') return [];
      const mark = `<!-- galley:${id} -->`;
      const place = answered === null ? placeOf(comment, mark) : null;
      const isApproval = isVerdict ? resolved : null;
      return [{ id, text: `${words}\n\n${mark}`, mark, place, isApproval, commit: location.commit ?? null }];
    });
}

/** The line that a comment is about, where it can be said there. */
function placeOf({ text, location: { path, range } }: ReviewComment, mark: string): RemarkPlace | null {
  const line = range?.startLine ?? 0;
  if (path === undefined || range === undefined || line < 1) return null;
  const isOneLine = range.startColumn === undefined && range.endColumn === undefined && (range.endLine ?? line) <= line;
  // A host puts the words of a suggestion in place of the whole line: those for less or more of the text are not said there.
  if (!isOneLine && /(?:`{3}|~{3})[ \t]*suggestion/.test(text)) return null;
  return { path, line, text: `${text}\n\n${mark}` };
}

function wordsOf({ text, location, resolved }: ReviewComment, answered: ReviewComment | null): string {
  if (answered !== null) return text === '' ? '' : `${quoted(answered.text)}${text}`;
  const { path, range } = location;
  if (path !== undefined) {
    const line = range === undefined || range.startLine === 0 ? '' : `, line ${range.startLine}`;
    return text === '' ? '' : `On \`${path.replaceAll('`', '')}\`${line}:\n\n${text}`;
  }
  if (text !== '') return text;
  return resolved === null ? '' : resolved ? 'Approved.' : 'Asked for changes.';
}

function quoted(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line === '' ? '' : `> ${line.slice(0, LONGEST_QUOTE)}\n\n`;
}

/** The request without what the review's notes have already, and without marks. */
export function withoutMirrored(request: ChangeRequest, review: Review): ChangeRequest {
  const texts = new Map(
    review.threads.flatMap(({ comment, replies }) => [comment, ...replies]).map(({ id, text }) => [id, text]),
  );
  // Only what says the same is left out: a mark alone, which anyone can write, hides nothing.
  const isNoted = (text: string): boolean => {
    const noted = texts.get(markOf(text) ?? '');
    return noted !== undefined && flat(text).includes(flat(noted));
  };
  const comments = request.comments
    // What has a mark alone is there for the mark.
    .filter(({ text }) => !isNoted(text) && text.replace(MARK, '').trim() !== '')
    .map((comment) => {
      const { text, ...rest } = comment;
      return MARK.test(text) ? Object.assign(rest, { text: text.replace(MARK, '') }) : comment;
    });
  return { ...request, comments };
}

/** Hosts write line ends and blanks in ways of their own. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
