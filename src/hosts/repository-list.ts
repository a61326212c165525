import * as v from 'valibot';
import { parseMoment, word } from './answer-schemas.ts';
import { authorizationOf } from './bitbucket.ts';
import type { HostCredentials } from './host-adapter.ts';
import { hostOf, type HostSite } from './host-place.ts';
import { createRestClient, type RestClient } from './rest-client.ts';

/** A repository that the account may write to. Names are untrusted. */
export interface ListedRepository {
  /** The repository's owner or groups, and its name: "ada/site". */
  readonly path: string;
  /** Its own address, on the host. */
  readonly address: string;
  readonly isPrivate: boolean;
  /** The branch that its HEAD names; null where the host does not tell. */
  readonly branch: string | null;
  /** Milliseconds since 1970; null where the host does not tell. */
  readonly changed: number | null;
}

export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Where the next page is; null at the end. Of use to the list that gave it alone. */
  readonly next: string | null;
}

/** What there is to choose from at a host, page by page, for one person. */
export interface RepositoryList {
  /** Those that the account may write to, newest first as far as the host sorts them. Pages may be empty before the end. */
  repositories(at: string | null, signal?: AbortSignal): Promise<ListPage<ListedRepository>>;
  /** Names without "refs/heads/". */
  branches(path: string, at: string | null, signal?: AbortSignal): Promise<ListPage<string>>;
}

const named = v.object({ name: word });
const githubRepository = v.object({
  full_name: word,
  private: v.boolean(),
  archived: v.optional(v.boolean(), false),
  default_branch: v.nullish(word),
  pushed_at: v.nullish(word),
  permissions: v.optional(v.object({ push: v.boolean() })),
});
const gitlabProject = v.object({
  path_with_namespace: word,
  visibility: v.optional(word),
  default_branch: v.nullish(word),
  last_activity_at: v.nullish(word),
});
const giteaRepository = v.object({
  full_name: word,
  private: v.boolean(),
  archived: v.optional(v.boolean(), false),
  mirror: v.optional(v.boolean(), false),
  default_branch: v.nullish(word),
  updated_at: v.nullish(word),
  permissions: v.optional(v.object({ push: v.boolean() })),
});
const bitbucketWorkspace = v.union([
  v.pipe(
    v.object({ workspace: v.object({ slug: word }) }),
    v.transform(({ workspace }) => workspace.slug),
  ),
  v.pipe(
    v.object({ slug: word }),
    v.transform(({ slug }) => slug),
  ),
]);
const bitbucketRepository = v.object({
  full_name: word,
  is_private: v.optional(v.boolean(), true),
  mainbranch: v.nullish(named),
  updated_on: v.nullish(word),
});

/** Opens the lists of a host. The host is not asked yet. Failures are those of its API: `sign-in-needed`, `rate-limited` and others. */
export function openRepositoryList(site: HostSite, credentials: HostCredentials): RepositoryList {
  switch (site.kind) {
    case 'github':
      return listGithub(site, credentials);
    case 'gitlab':
      return listGitlab(site, credentials);
    case 'gitea':
      return listGitea(site, credentials);
    case 'bitbucket':
      return listBitbucket(site, credentials);
  }
}

function listGithub(site: HostSite, { password }: HostCredentials): RepositoryList {
  const client = createRestClient({
    api: site.api,
    authorization: `Bearer ${password}`,
    accept: 'application/vnd.github+json',
  });
  return {
    async repositories(at, signal) {
      const page = await client.page(at ?? '/user/repos?per_page=100&sort=pushed', githubRepository, signal);
      return shown(site, page, (one) =>
        one.permissions?.push === false || one.archived
          ? null
          : { path: one.full_name, isPrivate: one.private, branch: one.default_branch, changed: one.pushed_at },
      );
    },
    branches: (path, at, signal) => branchPage(client, at ?? `/repos/${path}/branches?per_page=100`, signal),
  };
}

function listGitlab(site: HostSite, { password }: HostCredentials): RepositoryList {
  const client = createRestClient({ api: site.api, authorization: `Bearer ${password}` });
  // From the role "Developer", the least that may push.
  const first =
    '/projects?membership=true&min_access_level=30&archived=false&simple=true&order_by=last_activity_at&per_page=100';
  return {
    async repositories(at, signal) {
      return shown(site, await client.page(at ?? first, gitlabProject, signal), (one) => ({
        path: one.path_with_namespace,
        isPrivate: one.visibility !== undefined && one.visibility !== 'public',
        branch: one.default_branch,
        changed: one.last_activity_at,
      }));
    },
    branches: (path, at, signal) =>
      branchPage(client, at ?? `/projects/${encodeURIComponent(path)}/repository/branches?per_page=100`, signal),
  };
}

function listGitea(site: HostSite, { password }: HostCredentials): RepositoryList {
  const client = createRestClient({ api: site.api, authorization: `token ${password}` });
  return {
    async repositories(at, signal) {
      return shown(site, await client.page(at ?? '/user/repos?limit=50', giteaRepository, signal), (one) =>
        one.permissions?.push === false || one.archived || one.mirror
          ? null
          : { path: one.full_name, isPrivate: one.private, branch: one.default_branch, changed: one.updated_at },
      );
    },
    branches: (path, at, signal) => branchPage(client, at ?? `/repos/${path}/branches?limit=50`, signal),
  };
}

/** Bitbucket lists repositories by workspace only: `at` has the number of the workspace and, within it, the next page. */
function listBitbucket(site: HostSite, credentials: HostCredentials): RepositoryList {
  const client = createRestClient({ api: site.api, authorization: authorizationOf(credentials) });
  let workspaces: Promise<readonly string[]> | undefined;
  const readWorkspaces = async (signal?: AbortSignal): Promise<readonly string[]> => {
    const found = await client.list('/user/workspaces?pagelen=100', bitbucketWorkspace, signal);
    return found.filter((slug) => /^[\w.-]+$/.test(slug));
  };
  return {
    async repositories(at, signal) {
      const [index = '0', address] = (at ?? '0').split(' ');
      workspaces ??= readWorkspaces(signal).catch((thrown: unknown) => {
        workspaces = undefined;
        throw thrown;
      });
      const all = await workspaces;
      const workspace = all[Number(index)];
      if (workspace === undefined) return { items: [], next: null };
      const first = `/repositories/${workspace}?role=contributor&sort=-updated_on&pagelen=100`;
      const page = await client.page(address ?? first, bitbucketRepository, signal);
      const after = Number(index) + 1;
      const { items } = shown(site, page, (one) => ({
        path: one.full_name,
        isPrivate: one.is_private,
        branch: one.mainbranch?.name,
        changed: one.updated_on,
      }));
      return {
        items,
        next: page.next === undefined ? (after < all.length ? String(after) : null) : `${index} ${page.next}`,
      };
    },
    branches: (path, at, signal) => branchPage(client, at ?? `/repositories/${path}/refs/branches?pagelen=100`, signal),
  };
}

async function branchPage(client: RestClient, at: string, signal: AbortSignal | undefined): Promise<ListPage<string>> {
  const { items, next } = await client.page(at, named, signal);
  return { items: items.map(({ name }) => name), next: next ?? null };
}

/** What the hosts tell, in words that all have in common; a repository that no address leads to is left out. */
function shown<Item>(
  site: HostSite,
  { items, next }: { readonly items: readonly Item[]; readonly next: string | undefined },
  read: (item: Item) => {
    readonly path: string;
    readonly isPrivate: boolean;
    readonly branch: string | null | undefined;
    readonly changed: string | null | undefined;
  } | null,
): ListPage<ListedRepository> {
  return {
    items: items.flatMap((item) => {
      const one = read(item);
      // Made here, not taken from the answer: a host can't send people elsewhere.
      const address = `${site.origin}/${one?.path ?? ''}.git`;
      if (one === null || hostOf(address)?.path !== one.path) return [];
      const { path, isPrivate, branch = null, changed } = one;
      return [{ path, address, isPrivate, branch, changed: parseMoment(changed) }];
    }),
    next: next ?? null,
  };
}
