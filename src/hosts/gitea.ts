import * as v from 'valibot';
import {
  branchPath,
  commentsOf,
  lastVerdicts,
  longText,
  pageOnHost,
  previewsOf,
  rightOf,
  unlessRefused,
  word,
} from './answer-schemas.ts';
import type { HostAdapter, HostCredentials } from './host-adapter.ts';
import type { HostPlace } from './host-place.ts';
import { createRestClient } from './rest-client.ts';

const userSchema = v.object({ login: word });
const repositorySchema = v.object({ permissions: v.optional(v.object({ push: v.boolean() })) });
const branchSchema = v.object({
  protected: v.boolean(),
  user_can_push: v.optional(v.boolean()),
  required_approvals: v.optional(v.number()),
});
const requestSchema = v.object({
  head: v.object({ ref: word, repo_id: v.optional(v.number()) }),
  base: v.object({ repo_id: v.optional(v.number()) }),
  labels: v.nullish(v.array(v.object({ name: word }))),
});

const author = v.nullish(v.object({ login: word }));
const pullSchema = v.object({
  number: v.number(),
  html_url: word,
  state: word,
  merged: v.optional(v.boolean(), false),
});
const reviewSchema = v.object({
  user: author,
  state: word,
  dismissed: v.optional(v.boolean(), false),
  body: v.nullish(longText),
  submitted_at: v.nullish(word),
});
const commentSchema = v.object({ user: author, body: v.nullish(longText), created_at: v.nullish(word) });
const statusSchema = v.object({
  statuses: v.nullish(v.array(v.object({ context: word, status: word, target_url: v.nullish(word) }))),
});
const verdicts: Readonly<Record<string, boolean>> = { APPROVED: true, REQUEST_CHANGES: false };

/** Gitea and Forgejo (Codeberg), by the REST API that they have in common. */
export function openGitea({ api, name, origin, path }: HostPlace, { password }: HostCredentials): HostAdapter {
  const client = createRestClient({ api, authorization: `token ${password}` });
  const repository = `/repos/${path}`;
  return {
    async checkToken(signal) {
      const user = await unlessRefused(client.get('/user', userSchema, signal));
      const found = await unlessRefused(client.get(repository, repositorySchema, signal));
      const check = { account: user?.value.login ?? null, expires: null };
      if (found === undefined) {
        const problem = `This token can not see ${path} at ${name}. Give it “Read and write” for “repository”, or ask its owner to let you in.`;
        return { ...check, read: 'no', write: 'no', problem };
      }
      if (found.value.permissions?.push === false) {
        const problem = `Your account may read ${path} and not write to it. Ask its owner for the right to write.`;
        return { ...check, read: 'yes', write: 'no', problem };
      }
      // What is told are the account's rights; the token's own scopes are not.
      return { ...check, read: 'yes', write: 'unknown', problem: null };
    },
    async mayWrite(signal) {
      const found = await unlessRefused(client.get(repository, repositorySchema, signal));
      return rightOf(found?.value.permissions?.push);
    },
    async branchRules(branch, signal) {
      const { value } = await client.get(`${repository}/branches/${branchPath(branch)}`, branchSchema, signal);
      return {
        isProtected: value.protected,
        push: rightOf(value.user_can_push),
        approvals: value.protected ? (value.required_approvals ?? null) : null,
      };
    },
    async findRequest({ branch, target, commit }, signal) {
      const address = `${repository}/pulls/${encodeURIComponent(target)}/${branchPath(branch)}`;
      const pull = (await unlessRefused(client.get(address, pullSchema, signal)))?.value;
      if (pull === undefined) return null;
      const { number } = pull;
      const reviews = await client.list(`${repository}/pulls/${number}/reviews?limit=50`, reviewSchema, signal);
      const about = await client.list(`${repository}/issues/${number}/comments?limit=50`, commentSchema, signal);
      const status = await unlessRefused(client.get(`${repository}/commits/${commit}/status`, statusSchema, signal));
      return {
        number,
        address: pageOnHost(pull.html_url, origin),
        state: pull.merged ? 'merged' : pull.state === 'open' ? 'open' : 'closed',
        verdicts: lastVerdicts(
          reviews.flatMap(({ user, state, dismissed }) =>
            user && Object.hasOwn(verdicts, state)
              ? [{ author: user.login, isApproval: dismissed ? null : (verdicts[state] ?? null) }]
              : [],
          ),
        ),
        comments: commentsOf([
          ...reviews.map(({ user, body, submitted_at: time }) => ({ author: user?.login ?? '', text: body, time })),
          ...about.map(({ user, body, created_at: time }) => ({ author: user?.login ?? '', text: body, time })),
        ]),
        previews: previewsOf(
          (status?.value.statuses ?? []).map((one) => ({
            name: one.context,
            address: one.target_url,
            isSuccess: one.status === 'success',
          })),
        ),
      };
    },
    openRequest: ({ branch, target, title, summary }) =>
      client.post(`${repository}/pulls`, { head: branch, base: target, title, body: summary }),
    comment: (number, text) => client.post(`${repository}/issues/${number}/comments`, { body: text }),
    async listOpenRequests(signal) {
      const requests = await client.list(`${repository}/pulls?state=open&limit=50`, requestSchema, signal);
      return requests.flatMap(({ head, base, labels }) =>
        head.repo_id === base.repo_id ? [{ branch: head.ref, labels: (labels ?? []).map((label) => label.name) }] : [],
      );
    },
  };
}
