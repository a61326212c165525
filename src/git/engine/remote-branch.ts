import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { waitAskedFor } from './http-transport.ts';
import {
  listRemoteRefs,
  readCapabilities,
  type RemoteRef,
  type ServerCapabilities,
  type UploadPackService,
} from '../wire/index.ts';

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
export async function readRemoteBranch(
  service: UploadPackService,
  wanted: string | undefined,
): Promise<RemoteBranch | undefined> {
  // Nearly all servers speak version 2: the branches are asked for at the same time, which saves a way there and back.
  const asked = readCapabilities(service);
  const early = listRemoteRefs(service, undefined, BRANCHES);
  early.catch(() => undefined);
  const capabilities = await asked;
  if (capabilities === undefined) return undefined;
  refuseOtherHashes(capabilities.objectFormat);
  const known = await early.catch((error: unknown) => {
    if (waitAskedFor(error) !== undefined) return [];
    throw error;
  });
  // Asked in full, the host is waited for, and names a branch that has no commit yet.
  const refs = known.length > 0 ? known : await listRemoteRefs(service, capabilities, BRANCHES);
  return { capabilities, ...pickBranch(refs, wanted) };
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
