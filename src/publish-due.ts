import { systemClock, visibleLine, type GalleyError } from '#base';
import { isPostPath, summarizePost, type PostSummary } from '#content';
import { createMemoryDraftStore } from '#drafts';
import { createGitClient, type Credentials, type RemoteLocation, type Signature } from '#git';
import { createLocalLocks, MemoryRepositoryStore, serveRepository } from '#git/engine';
import { openRepository, parseRemoteAddress, serveGit, serveLocal } from '#server';
import { createWorkspace, type DueOutcome } from '#workspace';

export interface PublishDueOptions {
  /** Where the repository is: a folder on this computer, or the https address of one on a host. */
  readonly target: { readonly folder: string } | { readonly remote: string };
  /** The branch that the reviews are for; the one that the repository's HEAD names, where it is left out. */
  readonly branch: string | undefined;
  /** What the job is called in the history, where git's own configuration says nothing. */
  readonly author: Signature | undefined;
  /** For a remote that asks who it is. */
  readonly credentials: Credentials | undefined;
  /** Where the result is said, line by line. */
  readonly say: (line: string) => void;
}

const nobody: Signature = { name: 'Galley', email: 'galley@localhost' };

/**
 * Publishes the reviews whose date has come, as an open tab would, and ends: with 0 when all that was due is published, with 1
 * when something was not. For jobs that run now and then.
 */
export async function publishDue(options: PublishDueOptions): Promise<0 | 1> {
  const { target, say, branch } = options;
  const on = branch === undefined ? {} : { branch };
  if ('remote' in target) {
    const { url, name } = parseRemoteAddress(target.remote);
    return publishAt({ ...options, name, location: { url: url.href, ...on }, author: options.author ?? nobody });
  }
  const repository = await serveLocal(await openRepository(target.folder));
  const serving = await serveGit(repository);
  try {
    return await publishAt({
      name: repository.description.name,
      location: { url: serving.url, headers: serving.headers, ...on },
      author: options.author ?? repository.author ?? nobody,
      credentials: undefined,
      say,
    });
  } finally {
    await serving.close();
  }
}

interface Place extends Pick<PublishDueOptions, 'credentials' | 'say'> {
  readonly name: string;
  readonly location: RemoteLocation;
  readonly author: Signature;
}

/** Clones into memory, without the files that are not needed, and publishes from there. */
async function publishAt({ name, location, author, credentials, say }: Place): Promise<0 | 1> {
  const ports = new MessageChannel();
  const locks = createLocalLocks();
  const store = new MemoryRepositoryStore();
  serveRepository(ports.port2, {
    isPost: isPostPath,
    rows: { summariser: () => Promise.resolve((content: Uint8Array) => summarizePost('', content)) },
    clock: systemClock,
    openStore: () => Promise.resolve(store),
    locksFor: () => locks,
    channelFor: () => ({ announce: () => undefined, listen: () => undefined }),
  });
  const workspace = createWorkspace({
    repository: { name, url: location.url, kind: 'remote' },
    location,
    git: createGitClient<PostSummary>(ports.port1),
    drafts: createMemoryDraftStore(),
    clock: systemClock,
    durable: false,
    identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
  });
  try {
    await workspace.open();
    if (credentials !== undefined) await workspace.signIn(credentials);
    const cloned = await workspace.clone({});
    const looked = cloned.kind === 'failed' ? cloned : await workspace.sync();
    if (looked.kind === 'failed') {
      say(`The repository could not be read: ${failureWords(looked.error)}`);
      return 1;
    }
    const outcomes = await workspace.reviews.publishDue({ author, isJob: true });
    if (outcomes.length === 0) say('Nothing is due.');
    for (const outcome of outcomes) say(outcomeWords(outcome));
    return outcomes.every(({ kind }) => kind === 'published') ? 0 : 1;
  } finally {
    ports.port1.close();
    ports.port2.close();
  }
}

function outcomeWords(outcome: DueOutcome): string {
  const title = `“${visibleLine(outcome.title)}”`;
  switch (outcome.kind) {
    case 'published':
      return `Published ${title}.`;
    case 'missed':
      return `Not published: ${title}. The site changed the same places in ${outcome.paths.map((path) => visibleLine(path)).join(', ')}; the review says so.`;
    case 'not-allowed':
      return `Not published: ${title}. ${outcome.reason}`;
    case 'refused':
      return `Not published: ${title}. The server refused it: ${visibleLine(outcome.reason)}`;
    case 'failed':
      return `Not published: ${title}. ${failureWords(outcome.error)}`;
  }
}

function failureWords(error: GalleyError): string {
  if (error.code === 'sign-in-needed' || error.code === 'not-allowed')
    return 'The host wants to know who this is: set GALLEY_TOKEN to a token that may read and write the repository.';
  return visibleLine(error.message);
}
