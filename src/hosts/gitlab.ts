import * as v from 'valibot';
import {
  commentsOf,
  longText,
  pageOnHost,
  parseMoment,
  previewsOf,
  rightOf,
  unlessRefused,
  word,
} from './answer-schemas.ts';
import type { HostAdapter, HostCredentials, Right, TokenCheck } from './host-adapter.ts';
import type { HostPlace } from './host-place.ts';
import { createRestClient } from './rest-client.ts';

const tokenSchema = v.object({ scopes: v.array(word), expires_at: v.nullish(word) });
const userSchema = v.object({ username: word });
const accessSchema = v.nullish(v.object({ access_level: v.number() }));
const projectSchema = v.object({
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
const approvalsSchema = v.object({ approved_by: v.optional(v.array(v.object({ user: author })), []) });
const noteSchema = v.object({
  author,
  body: v.nullish(longText),
  created_at: v.nullish(word),
  system: v.optional(v.boolean(), false),
});
const statusSchema = v.object({ name: v.nullish(word), status: word, target_url: v.nullish(word) });

/** The role "Developer", the least that may push. */
const DEVELOPER = 30;

/** GitLab, gitlab.com and others, by its REST API. */
export function openGitlab({ api, name, origin, path }: HostPlace, { password }: HostCredentials): HostAdapter {
  const client = createRestClient({ api, authorization: `Bearer ${password}` });
  const project = `/projects/${encodeURIComponent(path)}`;
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
    async findRequest({ branch, target, commit }, signal) {
      const query = new URLSearchParams({
        source_branch: branch,
        target_branch: target,
        state: 'all',
        per_page: '100',
      });
      const found = await client.get(`${project}/merge_requests?${query}`, v.array(mergeSchema), signal);
      const merge = found.value.find((one) => one.source_project_id === one.target_project_id);
      if (merge === undefined) return null;
      const address = `${project}/merge_requests/${merge.iid}`;
      const approvals = await unlessRefused(client.get(`${address}/approvals`, approvalsSchema, signal));
      const notes = await client.list(`${address}/notes?per_page=100`, noteSchema, signal);
      const statuses = await unlessRefused(
        client.list(`${project}/repository/commits/${commit}/statuses?per_page=100`, statusSchema, signal),
      );
      return {
        number: merge.iid,
        address: pageOnHost(merge.web_url, origin),
        state: merge.state === 'merged' ? 'merged' : merge.state === 'closed' ? 'closed' : 'open',
        verdicts: (approvals?.value.approved_by ?? []).flatMap(({ user }) =>
          user ? [{ author: user.username, isApproval: true }] : [],
        ),
        comments: commentsOf(
          notes
            .filter(({ system }) => !system)
            .map(({ author: by, body, created_at: time }) => ({ author: by?.username ?? '', text: body, time })),
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
    openRequest: ({ branch, target, title, summary }) =>
      client.post(`${project}/merge_requests`, {
        source_branch: branch,
        target_branch: target,
        title,
        description: summary,
      }),
    comment: (number, text) => client.post(`${project}/merge_requests/${number}/notes`, { body: text }),
    async listOpenRequests(signal) {
      const requests = await client.list(`${project}/merge_requests?state=opened&per_page=100`, requestSchema, signal);
      return requests.flatMap(({ source_branch: branch, labels, ...ids }) =>
        ids.source_project_id === ids.target_project_id ? [{ branch, labels }] : [],
      );
    },
  };
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
