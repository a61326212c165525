import type { LinesAddition, RefPrefixes } from '#git';
import { fallbackRef, reviewBranches } from '#review';
import type { WorkspaceContext } from './workspace-context.ts';

export type NoteKind = 'reviews' | 'discuss' | 'schedule';

const notesFolder = 'refs/notes/devtools/';
const kinds: readonly NoteKind[] = ['reviews', 'discuss', 'schedule'];

/** What of the remote belongs to reviews. */
export const reviewRefs: RefPrefixes = { lines: [notesFolder, fallbackRef], branches: [reviewBranches] };

/** The lines of one review. */
export interface ReviewNotes {
  readonly reviews: readonly string[];
  readonly discuss: readonly string[];
  /** When it is to be published. */
  readonly schedule: readonly string[];
}

/** The notes of all reviews by their first commit, from git's notes and from the branch that stands in for them, together. */
export async function readReviewNotes(context: WorkspaceContext): Promise<ReadonlyMap<string, ReviewNotes>> {
  const found = new Map<string, Record<NoteKind, string[]>>();
  const add = (kind: NoteKind, id: string, lines: readonly string[]): void => {
    const notes = found.get(id) ?? { reviews: [], discuss: [], schedule: [] };
    notes[kind].push(...lines);
    found.set(id, notes);
  };
  const [branch, ...notes] = await Promise.all(
    [fallbackRef, ...kinds.map((kind) => notesFolder + kind)].map((ref) => context.git.readLines(ref)),
  );
  kinds.forEach((kind, index) => {
    for (const { key, lines } of notes[index] ?? []) add(kind, key, lines);
  });
  for (const { key, lines } of branch ?? []) {
    const place = /^(reviews|discuss|schedule)\/([0-9a-f]{40})$/.exec(key);
    const [, folder, id = ''] = place ?? [];
    const kind = kinds.find((one) => one === folder);
    if (kind !== undefined) add(kind, id, lines);
  }
  return found;
}

/** Lines as they are written where this repository keeps them; `id`: the first commit, or the ref whose commit the same step makes. */
export async function noteLines(
  context: WorkspaceContext,
  note: {
    readonly kind: NoteKind;
    readonly id: string | { readonly tipOf: string };
    readonly lines: readonly string[];
  },
): Promise<LinesAddition> {
  const { kind, id, lines } = note;
  const isOnBranch = await keepsNotesOnBranch(context);
  const folder = isOnBranch ? `${kind}/` : '';
  const key = typeof id === 'string' ? folder + id : { folder, tipOf: id.tipOf };
  return { ref: isOnBranch ? fallbackRef : notesFolder + kind, key, lines };
}

/** True once the host of this repository was found to refuse notes. */
export async function keepsNotesOnBranch(context: WorkspaceContext): Promise<boolean> {
  const { refs } = await context.git.state();
  return refs.some(({ name }) => name === fallbackRef);
}

/** Whether the ref is one of git's notes that reviews are kept in. */
export function isNotesRef(ref: string): boolean {
  return ref.startsWith(notesFolder);
}

/**
 * Writes what waits in notes to the branch that stands in for them. The notes here stay; they are the same lines, and are not
 * sent any more.
 */
export async function moveNotesToBranch(
  context: WorkspaceContext,
  author: { name: string; email: string },
): Promise<void> {
  const additions: LinesAddition[] = [];
  for (const kind of kinds)
    for (const { key, lines } of await context.git.readLines(notesFolder + kind))
      additions.push({ ref: fallbackRef, key: `${kind}/${key}`, lines });
  await context.git.updateRefs({ author, additions });
}
