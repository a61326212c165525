import type { FileChange, Oid, OutboxCommit, PathDifference, PlannedCommit, RepositoryState } from '#git';
import { askAbout, choiceAbout, isDraftable, sideOf, type FileChoices, type FileConflict } from './file-conflict.ts';
import { findRenamed } from './find-renamed.ts';
import { readBlobText } from './head-text.ts';
import { mergeText } from './merge-text.ts';
import { RevivedPosts } from './revived-posts.ts';
import type { WorkspaceContext } from './workspace-context.ts';

export type ReapplyOutcome =
  /**
   * `renames`: files that others renamed, from the path that was written here to the one that it is written at now. `revived`: posts that
   * others deleted and that were renamed here, from the old name to the new one.
   */
  | {
      readonly kind: 'reapplied';
      readonly renames: ReadonlyMap<string, string>;
      readonly revived: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  /** Files that can be no drafts were changed on both sides; say for each whose version stays, and call again. */
  | { readonly kind: 'files-differ'; readonly files: readonly FileConflict[] };

/** One path that an outbox commit changes, as blobs. */
interface PathChange {
  readonly path: string;
  readonly before: Oid | null;
  readonly after: Oid | null;
}

/** What a path holds while commits are put on top of the remote's: a blob of the repository, or a text just merged. */
type Held = { readonly kind: 'blob'; readonly oid: Oid | null } | { readonly kind: 'text'; readonly text: string };

interface ReapplyPlan {
  readonly commits: readonly PlannedCommit[];
  readonly renames: ReadonlyMap<string, string>;
  readonly revived: ReadonlyMap<string, string>;
  readonly conflicts: readonly string[];
  readonly files: readonly FileConflict[];
}

/**
 * Puts the outbox on top of the remote's branch: each commit again, with its own message, author and date, its changes
 * merged with what the remote gained, at the names that the remote gave the files. Writes nothing when any path conflicts.
 */
export async function reapplyOutbox(
  context: WorkspaceContext,
  choices: FileChoices = new Map(),
): Promise<ReapplyOutcome> {
  for (;;) {
    const state = await context.git.state();
    if (state.remoteHead === null || state.outbox.length === 0)
      return { kind: 'reapplied', renames: new Map(), revived: new Map() };
    const plan = await planReapply(context, state, { onto: state.remoteHead, choices });
    if (plan.files.length > 0) return { kind: 'files-differ', files: plan.files };
    if (plan.conflicts.length > 0) return { kind: 'conflict', paths: plan.conflicts };
    const outcome = await context.git.rebuildOutbox({
      expectedHead: state.head,
      onto: state.remoteHead,
      commits: plan.commits,
    });
    if (outcome.kind !== 'head-moved') return { kind: 'reapplied', renames: plan.renames, revived: plan.revived };
  }
}

async function planReapply(
  context: WorkspaceContext,
  state: RepositoryState,
  { onto, choices }: { readonly onto: Oid; readonly choices: FileChoices },
): Promise<ReapplyPlan> {
  const { outboxBase } = state;
  const outbox = withMerges(state);
  const places = new Places(context, outboxBase, onto);
  const held = new Map<string, Held>();
  const conflicts = new Set<string>();
  const files = new Map<string, FileConflict>();
  const revived = new RevivedPosts(context, outboxBase, onto);
  const commits: PlannedCommit[] = [];
  for (const commit of outbox) {
    const changes: FileChange[] = [];
    const made = await changesOf(context, commit);
    for (const change of made) {
      const path = held.has(change.path) ? change.path : await places.of(change);
      const theirs: Held = held.get(path) ?? {
        kind: 'blob',
        oid: (await context.git.resolvePath(onto, path)) ?? null,
      };
      const merged = await mergeChange(context, { ...change, path }, theirs);
      if (merged !== 'conflict') {
        if (path === change.path) await revived.look(change, made);
        held.set(path, merged.held);
        if (merged.change !== undefined) changes.push(merged.change);
      } else if (await isQuestionOfText(context, change, theirs)) {
        conflicts.add(change.path);
      } else {
        const about = { path: change.path, theirs: (await context.git.resolvePath(onto, path)) ?? null };
        const choice = choiceAbout(context, { ...about, choices });
        if (choice === undefined) files.set(change.path, askAbout(context, { ...about, mine: sideOf(change.after) }));
        if (choice !== 'mine') continue;
        held.set(path, { kind: 'blob', oid: change.after });
        changes.push(await changeTo(context, path, change.after));
      }
    }
    const { message, author, time, merged } = commit;
    commits.push({ changes, message, author, time, ...(merged === undefined ? {} : { merged }) });
  }
  return {
    commits,
    renames: places.renames,
    revived: revived.names,
    conflicts: [...conflicts],
    files: [...files.values()],
  };
}

/**
 * The outbox, in which a review that the branch followed is one merge commit: put on top of others' work, its own commits would
 * be new ones, and nobody could tell that they are the review's.
 */
function withMerges({ outbox, outboxBase, refs }: RepositoryState): readonly OutboxCommit[] {
  const tips = new Set(refs.flatMap(({ merge, local }) => (merge === 'none' && local !== null ? [local] : [])));
  const last = outbox.findLastIndex(({ oid }) => tips.has(oid));
  const tip = outbox[last];
  if (tip === undefined) return outbox;
  const paths = new Set(outbox.slice(0, last + 1).flatMap((commit) => commit.paths));
  const merge = { ...tip, message: `Merge “${tip.message.split('\n')[0]}”`, parent: outboxBase, paths: [...paths] };
  return [{ ...merge, merged: [tip.oid] }, ...outbox.slice(last + 1)];
}

/** Where files are that others renamed between two commits. */
class Places {
  readonly renames = new Map<string, string>();
  readonly #context: WorkspaceContext;
  readonly #from: Oid | null;
  readonly #to: Oid;
  #differences: readonly PathDifference[] | undefined;

  constructor(context: WorkspaceContext, from: Oid | null, to: Oid) {
    this.#context = context;
    this.#from = from;
    this.#to = to;
  }

  /** The path of a changed file on the other side: its own, unless it was renamed there. */
  async of({ path, before }: PathChange): Promise<string> {
    const known = this.renames.get(path);
    if (known !== undefined) return known;
    if (this.#from === null || before === null) return path;
    if ((await this.#context.git.resolvePath(this.#to, path)) !== undefined) return path;
    this.#differences ??= await this.#context.git.diffCommits(this.#from, this.#to);
    const gone = this.#differences.find((one) => one.path === path);
    if (gone === undefined || gone.before === null) return path;
    const to = await findRenamed(this.#context, { path, oid: gone.before }, this.#differences);
    if (to !== undefined) this.renames.set(path, to);
    return to ?? path;
  }
}

async function changesOf(context: WorkspaceContext, commit: OutboxCommit): Promise<readonly PathChange[]> {
  if (commit.parent !== null) return context.git.diffCommits(commit.parent, commit.oid);
  const changes: PathChange[] = [];
  for (const path of commit.paths) {
    changes.push({ path, before: null, after: (await context.git.resolvePath(commit.oid, path)) ?? null });
  }
  return changes;
}

async function mergeChange(
  context: WorkspaceContext,
  change: PathChange,
  theirs: Held,
): Promise<'conflict' | { readonly held: Held; readonly change: FileChange | undefined }> {
  const { path, before, after } = change;
  if (theirs.kind === 'blob' && theirs.oid === after) return { held: theirs, change: undefined };
  if (theirs.kind === 'blob' && theirs.oid === before)
    return { held: { kind: 'blob', oid: after }, change: await changeTo(context, path, after) };
  const theirText = theirs.kind === 'text' ? theirs.text : await readText(context, theirs.oid);
  const texts = { base: await readText(context, before), mine: await readText(context, after), theirs: theirText };
  if (texts.base === undefined || texts.mine === undefined || texts.theirs === undefined) return 'conflict';
  const merged = mergeText({ base: texts.base, mine: texts.mine, theirs: texts.theirs });
  switch (merged.kind) {
    case 'conflict':
      return 'conflict';
    case 'deleted':
      return { held: { kind: 'blob', oid: null }, change: { kind: 'delete', path } };
    case 'merged':
      return {
        held: { kind: 'text', text: merged.text },
        change: { kind: 'write', path, content: new TextEncoder().encode(merged.text) },
      };
  }
}

/** Whether a conflict can be settled in the texts: mine can be a draft, and theirs is text or gone. */
async function isQuestionOfText(context: WorkspaceContext, { after }: PathChange, theirs: Held): Promise<boolean> {
  const isReadable = theirs.kind === 'text' || theirs.oid === null || (await isDraftable(context, theirs.oid));
  return isReadable && isDraftable(context, after);
}

async function changeTo(context: WorkspaceContext, path: string, oid: Oid | null): Promise<FileChange> {
  return oid === null ? { kind: 'delete', path } : { kind: 'write', path, content: await context.git.readBlob(oid) };
}

/** The text of a blob, null for an absent file, undefined for one that is no text and so can't be merged. */
async function readText(context: WorkspaceContext, oid: Oid | null): Promise<string | null | undefined> {
  if (oid === null) return null;
  return (await readBlobText(context, oid)) ?? undefined;
}
