import type { HostPlace, HostSite } from './host-place.ts';

/** Where a person makes a token for Galley. */
export interface TokenPage {
  /** A page of the host; where the host reads it, with what Galley needs filled in. */
  readonly address: string;
  /** What to choose there, for people. No more than reading and writing this repository and telling what the token may do. */
  readonly sentence: string;
}

/** The page of the host on which a token of least scope is made: for one repository, or for those that the person will choose. */
export function tokenPageOf({ kind, origin, ...place }: HostPlace | HostSite): TokenPage {
  const path = 'path' in place ? place.path : undefined;
  const name = path === undefined ? 'those that you work on' : path.slice(path.lastIndexOf('/') + 1);
  switch (kind) {
    case 'github':
      return {
        address: `${origin}/settings/personal-access-tokens/new?${new URLSearchParams({
          name: 'Galley',
          description: `Write ${path ?? 'sites'}`,
          contents: 'write',
          pull_requests: 'write',
        })}`,
        sentence: `Choose “Only select repositories”, then ${name}, and under the repository’s permissions give “Contents” and “Pull requests” the access “Read and write”.`,
      };
    case 'gitlab':
      return {
        address: `${origin}/-/user_settings/personal_access_tokens?${new URLSearchParams({
          name: 'Galley',
          scopes: 'read_api,write_repository',
        })}`,
        sentence:
          'Tick the scopes “read_api” and “write_repository”, and choose a day on which it ends. To open merge requests from reviews it needs “api” in place of “read_api”.',
      };
    case 'gitea':
      return {
        address: `${origin}/user/settings/applications`,
        sentence: 'Under the permissions choose “Read and write” for “repository” and “Read” for “user”.',
      };
    case 'bitbucket':
      return {
        address: 'https://id.atlassian.com/manage-profile/security/api-tokens',
        sentence:
          'Choose “Create API token with scopes”, then Bitbucket and the scopes read:user, read:repository, write:repository and read:pullrequest; to open pull requests from reviews, write:pullrequest too.',
      };
  }
}
