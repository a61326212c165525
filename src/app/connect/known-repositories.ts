import { GalleyError } from '#base';
import * as v from 'valibot';
import { branchKeyOf } from '../branches/chosen-branch.ts';

const listKey = 'galley:repositories';
const chosenKey = 'galley:repository';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const listSchema = v.array(
  v.object({
    url: v.string(),
    name: v.string(),
    /** When it was opened last, in milliseconds since 1970. */
    opened: v.number(),
    /** What waits on each branch, as the last tab that was on it saw it. */
    unfinished: v.array(v.object({ branch: v.string(), drafts: count, commits: count })),
  }),
);

/** A repository that was opened in this browser, by a page that lets people choose. */
export type KnownRepository = v.InferOutput<typeof listSchema>[number];

/** What was written and is not published yet. */
export interface Unfinished {
  readonly drafts: number;
  readonly commits: number;
}

/** Those that were opened here, the last one first. */
export function knownRepositories(): readonly KnownRepository[] {
  try {
    const parsed = v.safeParse(listSchema, JSON.parse(localStorage.getItem(listKey) ?? '[]'));
    return parsed.success ? [...parsed.output].sort((a, b) => b.opened - a.opened) : [];
  } catch {
    // Storage is blocked, or holds what is none of ours: nothing is known.
    return [];
  }
}

/** What waits on all branches of a repository. */
export function unfinishedOf({ unfinished }: Pick<KnownRepository, 'unfinished'>): Unfinished {
  return {
    drafts: unfinished.reduce((sum, { drafts }) => sum + drafts, 0),
    commits: unfinished.reduce((sum, { commits }) => sum + commits, 0),
  };
}

/** Puts a repository that is opened now on the list. */
export function rememberRepository({ url, name }: Pick<KnownRepository, 'url' | 'name'>, now: number): void {
  const others = knownRepositories();
  const before = others.find((one) => one.url === url);
  store([{ url, name, opened: now, unfinished: before?.unfinished ?? [] }, ...others.filter((one) => one !== before)]);
}

/** Keeps what waits on a branch, so that it can be said where another repository is open. */
export function noteUnfinished(url: string, branch: string, { drafts, commits }: Unfinished): void {
  const all = knownRepositories();
  const known = all.find((one) => one.url === url);
  if (known === undefined || branch === '') return;
  const others = known.unfinished.filter((one) => one.branch !== branch);
  const unfinished = drafts === 0 && commits === 0 ? others : [...others, { branch, drafts, commits }];
  store([{ ...known, unfinished }, ...all.filter((one) => one !== known)]);
}

/** Takes a repository off the list, with what was chosen for it. What was written is kept elsewhere. */
export function dropKnown(url: string): void {
  store(knownRepositories().filter((one) => one.url !== url));
  try {
    for (const storage of [localStorage, sessionStorage]) {
      if (storage.getItem(chosenKey) === url) storage.removeItem(chosenKey);
      storage.removeItem(branchKeyOf(url));
    }
  } catch {
    // Storage is blocked: nothing was chosen.
  }
}

/** The repository that this tab works on; undefined where it is to be chosen. A new tab begins on the one that was chosen last. */
export function chosenRepository(): string | undefined {
  try {
    return (sessionStorage.getItem(chosenKey) ?? localStorage.getItem(chosenKey)) || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Chooses the repository for this tab and for new ones; '' has this tab ask. The page has to be loaded anew then. Throws `storage-blocked`
 * where nothing is stored.
 */
export function chooseRepository(url: string): void {
  try {
    sessionStorage.setItem(chosenKey, url);
    if (url !== '') localStorage.setItem(chosenKey, url);
  } catch (thrown) {
    throw new GalleyError('storage-blocked', 'The chosen repository can not be remembered', { cause: thrown });
  }
}

function store(list: readonly KnownRepository[]): void {
  try {
    localStorage.setItem(listKey, JSON.stringify(list));
  } catch {
    // The list is a help; the work itself is kept elsewhere.
  }
}
