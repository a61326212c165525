import { GalleyError } from '#base';
import type { Oid, RemoteLocation } from '../git-client.ts';
import { waitAskedFor } from './http-transport.ts';
import {
  listRemoteRefs,
  parseCapabilities,
  readCapabilities,
  type RemoteRef,
  type ServerCapabilities,
  type UploadPackService,
} from '../wire/index.ts';
import type { Repository } from './repository.ts';

export interface RemoteBranch {
  readonly capabilities: ServerCapabilities;
  readonly branch: string;
  /** null while the branch has no commit. */
  readonly tip: Oid | null;
}

const BRANCHES = ['HEAD', 'refs/heads/'];

/**
 * Asks the remote for one branch: `wanted`, or what its HEAD names. Undefined when it speaks no protocol version 2.
 * Throws `unsupported` for a repository whose ids are not SHA-1, and `not-found` when the wanted branch is not there.
 */
export async function readRemoteBranch<Row>(
  repository: Repository<Row>,
  service: UploadPackService,
  wanted: string | undefined,
): Promise<RemoteBranch | undefined> {
  const known = repository.capabilities;
  const remote = await (known === undefined ? discover(service) : listBranches(service, known)).catch(
    (error: unknown) => {
      // It may be able to do other things now, or never was able to do what others said of it.
      repository.capabilities = undefined;
      if (known !== undefined && isRefused(error)) return discover(service);
      throw error;
    },
  );
  return remote === undefined ? undefined : branchOf(repository, remote, wanted);
}

/** Whether a remote answered with an error instead of what it was asked for, or broke off where it met what it does not know. */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof GalleyError)) return false;
  const { code, data } = error;
  return code === 'cut-off' || code === 'not-a-git-server' || (code === 'server-error' && data['status'] === undefined);
}

/** The branch of a remote that has been asked. */
export function branchOf<Row>(
  repository: Repository<Row>,
  { capabilities, refs }: DiscoveredRemote,
  wanted: string | undefined,
): RemoteBranch {
  repository.capabilities = capabilities;
  return { capabilities, ...pickBranch(refs, wanted) };
}

export interface DiscoveredRemote {
  readonly capabilities: ServerCapabilities;
  readonly refs: readonly RemoteRef[];
}

/** Asks what the remote can do and, as nearly all servers speak version 2, for its branches at the same time: that saves a way there and back. */
export async function discover(service: UploadPackService): Promise<DiscoveredRemote | undefined> {
  const asked = readCapabilities(service);
  const early = listRemoteRefs(service, undefined, BRANCHES);
  early.catch(() => undefined);
  const capabilities = await asked;
  if (capabilities === undefined) return undefined;
  refuseOtherHashes(capabilities.objectFormat);
  const refs = await early.catch((error: unknown) => {
    if (waitAskedFor(error) !== undefined) return [];
    throw error;
  });
  // Asked in full, the host is waited for, and names a branch that has no commit yet.
  return refs.length > 0 ? { capabilities, refs } : listBranches(service, capabilities);
}

/** What a remote can do that is known before it is asked; undefined also for one that has to be asked why it can't be used. */
export function knownCapabilities({ capabilities = [] }: RemoteLocation): ServerCapabilities | undefined {
  const known = parseCapabilities(capabilities);
  return known?.objectFormat === 'sha1' ? known : undefined;
}

/** Asks a remote for its branches of which is known what it can do. */
export async function listBranches(
  service: UploadPackService,
  capabilities: ServerCapabilities,
): Promise<DiscoveredRemote> {
  return { capabilities, refs: await listRemoteRefs(service, capabilities, BRANCHES) };
}

export function refuseOtherHashes(objectFormat: string): void {
  if (objectFormat !== 'sha1') {
    throw new GalleyError('unsupported', 'Only repositories with SHA-1 object names can be opened', {
      data: { objectFormat },
    });
  }
}

/** The branch to work on among the remote's refs. */
export function pickBranch(
  refs: readonly RemoteRef[],
  wanted: string | undefined,
): { readonly branch: string; readonly tip: Oid | null } {
  const tipOf = (branch: string): Oid | null => refs.find(({ name }) => name === `refs/heads/${branch}`)?.oid ?? null;
  const branches = refs.filter(({ name }) => name.startsWith('refs/heads/'));
  if (wanted !== undefined) {
    const tip = tipOf(wanted);
    if (tip === null && branches.length > 0)
      throw new GalleyError('not-found', 'The branch is not on the remote', { data: { branch: wanted } });
    return { branch: wanted, tip };
  }
  const head = refs.find(({ name }) => name === 'HEAD');
  const named = head?.target?.replace(/^refs\/heads\//, '');
  if (named !== undefined) return { branch: named, tip: tipOf(named) };
  const same = branches.find(({ oid }) => oid === head?.oid) ?? branches[0];
  const branch = same?.name.replace(/^refs\/heads\//, '') ?? 'main';
  return { branch, tip: same?.oid ?? null };
}
