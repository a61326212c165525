import { GalleyError } from '#base';
import * as v from 'valibot';
import {
  commentsOf,
  commitId,
  isDone,
  isTakenBy,
  loginOf,
  longText,
  pageOnHost,
  parseMoment,
  placeOf,
  previewsOf,
  rightOf,
  unlessRefused,
  word,
} from './answer-schemas.ts';
import type { HostAdapter, HostCredentials, RemarkPlace, Right, TokenCheck } from './host-adapter.ts';
import type { HostPlace } from './host-place.ts';
import { lineBefore } from './line-before.ts';
import { createRestClient } from './rest-client.ts';

const tokenSchema = v.object({ scopes: v.array(word), expires_at: v.nullish(word) });
const userSchema = v.object({ username: word });
const accessSchema = v.nullish(v.object({ access_level: v.number() }));
const projectSchema = v.object({
  id: v.optional(v.number()),
  permissions: v.optional(v.object({ project_access: accessSchema, group_access: accessSchema })),
});
const branchSchema = v.object({ protected: v.boolean(), can_push: v.optional(v.boolean()) });
const requestSchema = v.object({
  source_branch: word,
  source_project_id: v.nullish(v.number()),
  target_project_id: v.nullish(v.number()),
  labels: v.optional(v.array(word), []),
});

const author = v.nullish(v.object({ username: word }));
const mergeSchema = v.object({
  iid: v.number(),
  web_url: word,
  state: word,
  source_project_id: v.nullish(v.number()),
  target_project_id: v.nullish(v.number()),
});
const mergedSchema = v.object({
  iid: v.number(),
  source_branch: word,
  sha: v.nullish(word),
  merge_commit_sha: v.nullish(word),
  squash_commit_sha: v.nullish(word),
});
const openedSchema = v.object({ iid: v.number() });
const foundUserSchema = v.object({ id: v.number(), username: word });
const forkSchema = v.object({ path_with_namespace: word });
const approvalsSchema = v.object({ approved_by: v.optional(v.array(v.object({ user: author })), []) });
const noteSchema = v.object({
  id: v.number(),
  position: v.nullish(
    v.object({ new_path: v.nullish(word), new_line: v.nullish(v.number()), head_sha: v.nullish(word) }),
  ),
  author,
  body: v.nullish(longText),
  created_at: v.nullish(word),
  system: v.optional(v.boolean(), false),
});
const versionSchema = v.object({
  id: v.number(),
  base_commit_sha: commitId,
  start_commit_sha: commitId,
  head_commit_sha: commitId,
});
const changedFilesSchema = v.object({
  diffs: v.array(v.object({ old_path: v.string(), new_path: v.string(), deleted_file: v.boolean(), diff: v.string() })),
});
const statusSchema = v.object({ name: v.nullish(word), status: word, target_url: v.nullish(word) });

/** The role "Developer", the least that may push. */
const DEVELOPER = 30;

/** GitLab, gitlab.com and others, by its REST API. */
export function openGitlab({ api, name, origin, path }: HostPlace, { password }: HostCredentials): HostAdapter {
  const client = createRestClient({ api, authorization: `Bearer ${password}` });
  const project = projectOf(path);
  const mustFindId = async (of: string, signal?: AbortSignal): Promise<number> => {
    const { id } = (await client.get(projectOf(of), projectSchema, signal)).value;
    if (id === undefined) throw new GalleyError('corrupt', 'The host tells no id of a project');
    return id;
  };
  const idOf = async (email: string): Promise<number | undefined> => {
    const login = loginOf(email, origin);
    const query = new URLSearchParams(login === undefined ? { search: email } : { username: login });
    const found = await unlessRefused(client.get(`/users?${query}`, v.array(foundUserSchema)));
    // Of several it is not known who is meant.
    return found?.value.length === 1 ? found.value[0]?.id : undefined;
  };
  /** A line of `commit` in both texts, by the host's own comparison; undefined where the request does not show it. */
  const positionAt = async (request: string, { path: file, line }: RemarkPlace, commit: string) => {
    const versions = await unlessRefused(client.list(`${request}/versions?per_page=100`, versionSchema));
    const found = versions?.find((one) => one.head_commit_sha === commit);
    if (found === undefined) return undefined;
    const version = await unlessRefused(client.get(`${request}/versions/${found.id}`, changedFilesSchema));
    const changed = version?.value.diffs.find((one) => one.new_path === file && !one.deleted_file);
    const before = changed === undefined ? undefined : lineBefore(changed.diff, line);
    if (changed === undefined || before === undefined) return undefined;
    return {
      position_type: 'text',
      base_sha: found.base_commit_sha,
      start_sha: found.start_commit_sha,
      head_sha: found.head_commit_sha,
      old_path: changed.old_path,
      new_path: file,
      new_line: line,
      // Lines that were there before are named by both numbers.
      ...(before !== null && { old_line: before }),
    };
  };
  return {
    async checkToken(signal) {
      // Any token may ask about itself, whatever its scopes; tokens of OAuth are not asked about here.
      const token = await unlessRefused(client.get('/personal_access_tokens/self', tokenSchema, signal));
      const scopes = token?.value.scopes;
      const user = await unlessRefused(client.get('/user', userSchema, signal));
      const found = await unlessRefused(client.get(project, projectSchema, signal));
      const check = { account: user?.value.username ?? null, expires: parseMoment(token?.value.expires_at) };
      if (scopes !== undefined && !scopes.some((scope) => scope === 'api' || scope === 'write_repository')) {
        const problem = 'The token lacks the scope “write_repository”. Make one that has it.';
        return { ...check, read: readsBy(scopes, found !== undefined), write: 'no', problem };
      }
      if (found === undefined) return { ...check, ...judgeHidden(scopes, { name, path }) };
      return { ...check, read: 'yes', ...judgeRole(found.value.permissions, scopes, path) };
    },
    async mayWrite(signal) {
      const permissions = (await unlessRefused(client.get(project, projectSchema, signal)))?.value.permissions;
      return rightOf(permissions === undefined ? undefined : levelOf(permissions) >= DEVELOPER);
    },
    async branchRules(branch, signal) {
      const address = `${project}/repository/branches/${encodeURIComponent(branch)}`;
      const { value } = await client.get(address, branchSchema, signal);
      return { isProtected: value.protected, push: rightOf(value.can_push), approvals: null };
    },
    async findRequest({ branch, target, commit, fork }, signal) {
      const source = fork === undefined ? null : await mustFindId(fork, signal);
      const query = new URLSearchParams({
        source_branch: branch,
        target_branch: target,
        state: 'all',
        per_page: '100',
      });
      const found = await client.get(`${project}/merge_requests?${query}`, v.array(mergeSchema), signal);
      const merge = found.value.find((one) => one.source_project_id === (source ?? one.target_project_id));
      if (merge === undefined) return null;
      const address = `${project}/merge_requests/${merge.iid}`;
      const approvals = await unlessRefused(client.get(`${address}/approvals`, approvalsSchema, signal));
      const notes = await client.list(`${address}/notes?per_page=100`, noteSchema, signal);
      const statuses = await unlessRefused(
        client.list(`${project}/repository/commits/${commit}/statuses?per_page=100`, statusSchema, signal),
      );
      const page = pageOnHost(merge.web_url, origin);
      return {
        number: merge.iid,
        address: page,
        state: merge.state === 'merged' ? 'merged' : merge.state === 'closed' ? 'closed' : 'open',
        verdicts: (approvals?.value.approved_by ?? []).flatMap(({ user }) =>
          user ? [{ author: user.username, isApproval: true }] : [],
        ),
        comments: commentsOf(
          origin,
          notes
            .filter(({ system }) => !system)
            .map(({ id, author: by, body, created_at: time, position }) => ({
              id,
              author: by?.username ?? '',
              text: withCommands(body),
              time,
              address: `${page}#note_${id}`,
              // Without a line in the later text it is about the earlier one.
              place: position?.new_line ? placeOf(position.new_path, position.new_line, position.head_sha) : null,
            })),
        ),
        previews: previewsOf(
          (statuses ?? []).map((one) => ({
            name: one.name ?? '',
            address: one.target_url,
            isSuccess: one.status === 'success',
          })),
        ),
      };
    },
    async listMerged({ target, branches }, signal) {
      const query = new URLSearchParams({
        target_branch: target,
        state: 'merged',
        order_by: 'updated_at',
        per_page: '100',
      });
      const { value } = await client.get(`${project}/merge_requests?${query}`, v.array(mergedSchema), signal);
      return value.flatMap(({ iid, source_branch: branch, sha, ...commits }) => {
        // Put on top one by one there is neither: then the branch itself was rebased, and its tip followed.
        const commit = commits.merge_commit_sha ?? commits.squash_commit_sha ?? sha;
        return branches.has(branch) && v.is(commitId, commit) && v.is(commitId, sha)
          ? [{ number: iid, branch, head: sha, commit }]
          : [];
      });
    },
    async openRequest({ branch, target, title, summary, fork, reviewers }) {
      const ids: number[] = [];
      const unasked: string[] = [];
      for (const email of reviewers) {
        const id = await idOf(email).catch(() => undefined);
        if (id === undefined) unasked.push(email);
        else ids.push(id);
      }
      const { iid } = await client.ask(
        `${fork === undefined ? project : projectOf(fork)}/merge_requests`,
        {
          source_branch: branch,
          target_branch: target,
          title,
          description: summary,
          ...(ids.length > 0 && { reviewer_ids: ids }),
          ...(fork !== undefined && { target_project_id: await mustFindId(path) }),
        },
        openedSchema,
      );
      return { number: iid, unasked };
    },
    async say(number, { text, isApproval, commit, place }) {
      const address = `${project}/merge_requests/${number}`;
      const position = place === null || commit === null ? undefined : await positionAt(address, place, commit);
      if (place !== null && position !== undefined) {
        const discussion = { body: withoutCommands(place.text), position };
        if (await isTakenBy(client.post(`${address}/discussions`, discussion))) return;
      }
      // Refused also where it was approved before; who may not speak here at all hears it from the words.
      if (isApproval === true) await isDone(client.post(`${address}/approve`, commit === null ? {} : { sha: commit }));
      // There is no other call for it. Taken from those who are asked to review; for others the line is left out.
      const command = isApproval === false ? '/request_changes\n\n' : '';
      await client.post(`${address}/notes`, { body: `${command}${withoutCommands(text)}` });
    },
    account: async (signal) => (await unlessRefused(client.get('/user', userSchema, signal)))?.value.username ?? null,
    async fork() {
      const query = new URLSearchParams({ owned: 'true', simple: 'true', per_page: '1' });
      const own = await client.get(`${project}/forks?${query}`, v.array(forkSchema));
      const [found = await client.ask(`${project}/fork`, {}, forkSchema)] = own.value;
      return found.path_with_namespace;
    },
    async listOpenRequests(signal) {
      const requests = await client.list(`${project}/merge_requests?state=opened&per_page=100`, requestSchema, signal);
      return requests.flatMap(({ source_branch: branch, labels, ...ids }) =>
        ids.source_project_id === ids.target_project_id ? [{ branch, labels }] : [],
      );
    },
  };
}

/** GitLab does what lines of a comment command ("/merge"): what people write in a review are words. */
function withoutCommands(text: string): string {
  return text.replaceAll(/^([ \t]*)\//gm, String.raw`$1\/`);
}

/** Takes `withoutCommands` back, so that what was said is known again. */
function withCommands(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/^([ \t]*)\\\//gm, '$1/');
}

function projectOf(path: string): string {
  return `/projects/${encodeURIComponent(path)}`;
}

function readsBy(scopes: readonly string[], isFound: boolean): Right {
  return isFound || scopes.includes('read_repository') ? 'yes' : 'no';
}

/** A token that may not use the API sees no project, and may well push to it. */
function judgeHidden(
  scopes: readonly string[] | undefined,
  { name, path }: Pick<HostPlace, 'name' | 'path'>,
): Pick<TokenCheck, 'read' | 'write' | 'problem'> {
  const mayAsk = scopes === undefined || scopes.some((scope) => scope === 'api' || scope === 'read_api');
  if (!mayAsk) return { read: 'unknown', write: 'unknown', problem: null };
  const problem = `This token can not see ${path} at ${name}. Ask its owner to let you in.`;
  return { read: 'no', write: 'no', problem };
}

type Permissions = v.InferOutput<typeof projectSchema>['permissions'];

function levelOf({ project_access: own, group_access: group }: NonNullable<Permissions>): number {
  return Math.max(own?.access_level ?? 0, group?.access_level ?? 0);
}

function judgeRole(
  permissions: Permissions,
  scopes: readonly string[] | undefined,
  path: string,
): Pick<TokenCheck, 'write' | 'problem'> {
  if (permissions === undefined) return { write: 'unknown', problem: null };
  if (levelOf(permissions) >= DEVELOPER) return { write: scopes === undefined ? 'unknown' : 'yes', problem: null };
  const problem = `Your account may not write to ${path}. Ask its owner for the role “Developer”.`;
  return { write: 'no', problem };
}
