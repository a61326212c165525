import type { PostSummary } from '#content';
import { createGitClient, type GitClient, type RemoteLocation } from '#git';

/** What the benchmark does inside the page, with the product's own client. Times are milliseconds. */
export interface PageClient {
  /** Starts a worker and opens the repository. */
  start(address: string, location: RemoteLocation): Promise<void>;
  /** Starts a worker and clones, until the list has all paths, fifty titles, and all titles, as rows in JavaScript. */
  clone(address: string, location: RemoteLocation): Promise<CloneTimes>;
  /** Reads the path and the title of every file. */
  listFiles(): Promise<number>;
  /** Writes `text` to `path` as one commit. */
  commit(path: string, text: string): Promise<number>;
  push(): Promise<number>;
  /** Fetches, and lists what came. */
  fetch(): Promise<number>;
  history(path: string): Promise<number>;
  merge(path: string, text: string): Promise<MergeTimes>;
}

export interface CloneTimes {
  readonly paths: number;
  readonly firstTitles: number;
  readonly allTitles: number;
}

export interface MergeTimes {
  /** Until it is known what two commits changed against a third, and that the changes don't meet. */
  readonly compared: number;
  /** Until the one is on top of the other, durable. */
  readonly written: number;
}

declare global {
  var bench: PageClient;
}

let git: GitClient<PostSummary>;
const author = { name: 'Bench', email: 'bench@example.test' };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function must<Outcome extends { readonly kind: string }>(outcome: Outcome, kind: Outcome['kind']): void {
  if (outcome.kind !== kind) throw new Error(JSON.stringify(outcome));
}

async function commitText(path: string, text: string): Promise<void> {
  const { head } = await git.state();
  const changes = [{ kind: 'write', path, content: new TextEncoder().encode(text) }] as const;
  must(await git.commit({ changes, message: 'Edit', author, expectedHead: head }), 'committed');
}

async function start(address: string, location: RemoteLocation): Promise<void> {
  git = createGitClient(new Worker(address, { type: 'module' }));
  await git.open(location);
}

async function clone(address: string, location: RemoteLocation): Promise<CloneTimes> {
  const began = performance.now();
  await start(address, location);
  const times = { paths: 0, firstTitles: 0, allTitles: 0 };
  const look = async (): Promise<void> => {
    const { files, complete } = await git.listFiles();
    const now = performance.now() - began;
    let titled = 0;
    for (const { row } of files) if (row !== null) titled += 1;
    if (times.paths === 0 && files.length > 0) times.paths = now;
    if (times.firstTitles === 0 && titled >= Math.min(50, files.length)) times.firstTitles = now;
    if (times.allTitles === 0 && complete) times.allTitles = now;
  };
  let looking = Promise.resolve();
  const unsubscribe = git.subscribe(() => {
    looking = looking.then(look);
  });
  must(await git.clone(), 'cloned');
  must(await git.fill(), 'filled');
  await looking;
  await look();
  unsubscribe();
  return times;
}

async function merge(path: string, text: string): Promise<MergeTimes> {
  await commitText(path, text);
  must(await git.fetch(), 'fetched');
  const { head, remoteHead, outboxBase, outbox } = await git.state();
  const [mine] = outbox;
  if (head === null || remoteHead === null || outboxBase === null || mine === undefined) {
    throw new Error('There is nothing to merge');
  }
  const began = performance.now();
  const [ours, theirs] = [await git.diffCommits(outboxBase, head), await git.diffCommits(outboxBase, remoteHead)];
  const both = new Set(theirs.map((one) => one.path));
  if (ours.length !== 1 || theirs.length !== 1 || ours.some((one) => both.has(one.path))) {
    throw new Error('There is not one change on each side');
  }
  const compared = performance.now() - began;
  const { message, time } = mine;
  const changes = [{ kind: 'write', path, content: new TextEncoder().encode(text) }] as const;
  const commits = [{ changes, message, author, time }];
  must(await git.rebuildOutbox({ expectedHead: head, onto: remoteHead, commits }), 'committed');
  return { compared, written: performance.now() - began };
}

globalThis.bench = {
  start,
  clone,
  listFiles: () =>
    timed(async () => {
      const { files } = await git.listFiles();
      // They are made when they are read.
      if (!files.every(({ path, row }) => path !== '' && row !== null && row.title !== ''))
        throw new Error('There are files without a title');
    }),
  commit: (path, text) => timed(() => commitText(path, text)),
  push: () => timed(async () => must(await git.push(), 'published')),
  fetch: () =>
    timed(async () => {
      must(await git.fetch(), 'fetched');
      await git.listFiles();
    }),
  history: (path) => timed(() => git.pathHistory(path)),
  merge,
};
