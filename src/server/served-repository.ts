import type { FetchHandler } from './fetch-handler.ts';
import { gitBackend } from './git-backend.ts';
import { gitRelay } from './git-relay.ts';
import { repositoryAddress, type LocalRepository } from './open-repository.ts';
import type { PageConfiguration } from './page.ts';
import { readCapabilities } from './read-capabilities.ts';
import { headReader } from './head-reader.ts';
import { readAuthor } from './read-author.ts';
import type { RemoteAddress } from './remote-address.ts';

/** One repository as the server gives it out. */
export interface ServedRepository {
  readonly description: PageConfiguration['repository'];
  readonly author: PageConfiguration['author'];
  readonly capabilities: PageConfiguration['capabilities'];
  /** The branch that HEAD names, as it is now. */
  readonly readHead: () => Promise<PageConfiguration['head']>;
  readonly git: FetchHandler;
  /** Resolves once nothing is under way that must not be torn. */
  settled(): Promise<void>;
}

/** Serves a repository on this computer. `address` is its path on the server; left out, it is made from its own path. */
export async function serveLocal(repository: LocalRepository, address?: string): Promise<ServedRepository> {
  const url = address ?? repositoryAddress(repository.name, repository.path);
  const backend = gitBackend({ basePath: url, repository: repository.path });
  return {
    description: { name: repository.name, url, kind: 'local' },
    author: await readAuthor(repository.path),
    capabilities: await readCapabilities(backend.handle, url),
    readHead: await headReader(repository.path),
    git: backend.handle,
    settled: () => backend.settled(),
  };
}

/** Serves a repository on a git host through the relay. */
export async function serveRemote({ name, url: target }: RemoteAddress): Promise<ServedRepository> {
  const url = repositoryAddress(name, target.href);
  return {
    description: { name, url, kind: 'remote' },
    author: await readAuthor(),
    // A host is asked by those whom it knows.
    capabilities: [],
    readHead: () => Promise.resolve(null),
    git: gitRelay({ basePath: url, target }),
    settled: () => Promise.resolve(),
  };
}
