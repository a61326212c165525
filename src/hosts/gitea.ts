import * as v from 'valibot';
import {
  branchPath,
  commentsOf,
  commitId,
  isDone,
  isTakenBy,
  lastVerdicts,
  loginOf,
  longText,
  pageOnHost,
  placeOf,
  previewsOf,
  rightOf,
  unlessRefused,
  word,
  type SaidAtHost,
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
const mergedSchema = v.object({
  number: v.number(),
  merged: v.optional(v.boolean(), false),
  merge_commit_sha: v.nullish(word),
  head: v.object({ ref: word, sha: v.nullish(word) }),
  base: v.object({ ref: word }),
});
const openedSchema = v.object({ number: v.number() });
const foundUserSchema = v.object({
  data: v.nullish(v.array(v.object({ login: word, email: v.nullish(word) }))),
});
const forkSchema = v.object({
  full_name: word,
  fork: v.optional(v.boolean(), false),
  parent: v.nullish(v.object({ full_name: word })),
});
const reviewSchema = v.object({
  id: v.number(),
  comments_count: v.optional(v.number(), 0),
  html_url: v.nullish(word),
  user: author,
  state: word,
  dismissed: v.optional(v.boolean(), false),
  body: v.nullish(longText),
  submitted_at: v.nullish(word),
});
const commentSchema = v.object({
  id: v.number(),
  user: author,
  body: v.nullish(longText),
  created_at: v.nullish(word),
  html_url: v.nullish(word),
});
const lineCommentSchema = v.object({
  ...commentSchema.entries,
  path: v.nullish(word),
  position: v.nullish(v.number()),
  commit_id: v.nullish(word),
});
const changedFileSchema = v.object({ filename: v.string() });
/** Reviews whose comments on lines are read: each is another request. */
const MOST_REVIEWS = 20;
const statusSchema = v.object({
  statuses: v.nullish(v.array(v.object({ context: word, status: word, target_url: v.nullish(word) }))),
});
const verdicts: Readonly<Record<string, boolean>> = { APPROVED: true, REQUEST_CHANGES: false };

/** Gitea and Forgejo (Codeberg), by the REST API that they have in common. */
export function openGitea({ api, name, origin, path }: HostPlace, { password }: HostCredentials): HostAdapter {
  const client = createRestClient({ api, authorization: `token ${password}` });
  const repository = `/repos/${path}`;
  const account = async (signal?: AbortSignal): Promise<string | null> =>
    (await unlessRefused(client.get('/user', userSchema, signal)))?.value.login ?? null;
  const loginFor = async (email: string): Promise<string | undefined> => {
    const known = loginOf(email, origin);
    if (known !== undefined) return known;
    const query = new URLSearchParams({ q: email, limit: '2' });
    const found = await unlessRefused(client.get(`/users/search?${query}`, foundUserSchema));
    const [only, ...others] = found?.value.data ?? [];
    return others.length === 0 && only?.email?.toLowerCase() === email.toLowerCase() ? only.login : undefined;
  };
  /** Whether the request shows the file. Comments on others are no refusal here, but a failure of the host. */
  const changes = async (number: number, file: string): Promise<boolean> => {
    const asked = client.list(`${repository}/pulls/${number}/files?limit=50`, changedFileSchema);
    return (await unlessRefused(asked))?.some(({ filename }) => filename === file) ?? false;
  };
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
    async findRequest({ branch, target, commit, fork }, signal) {
      const head = fork === undefined ? branch : `${fork}:${branch}`;
      const address = `${repository}/pulls/${encodeURIComponent(target)}/${branchPath(head)}`;
      const pull = (await unlessRefused(client.get(address, pullSchema, signal)))?.value;
      if (pull === undefined) return null;
      const { number } = pull;
      const reviews = await client.list(`${repository}/pulls/${number}/reviews?limit=50`, reviewSchema, signal);
      const about = await client.list(`${repository}/issues/${number}/comments?limit=50`, commentSchema, signal);
      const lines: v.InferOutput<typeof lineCommentSchema>[] = [];
      for (const { id } of reviews.filter((one) => one.comments_count > 0).slice(-MOST_REVIEWS)) {
        const of = `${repository}/pulls/${number}/reviews/${id}/comments`;
        lines.push(...((await unlessRefused(client.list(of, lineCommentSchema, signal))) ?? []));
      }
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
        comments: commentsOf(origin, [
          ...reviews.map((one) => saidIn('review', one, { time: one.submitted_at })),
          ...about.map((one) => saidIn('comment', one, { time: one.created_at })),
          ...lines.map((one) =>
            saidIn('line', one, {
              time: one.created_at,
              // A line of the earlier text, or one that is gone, has the position 0.
              place: one.position ? placeOf(one.path, one.position, one.commit_id) : null,
            }),
          ),
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
    async listMerged({ target, branches }, signal) {
      const query = new URLSearchParams({ state: 'closed', sort: 'recentupdate', limit: '50' });
      const { value } = await client.get(`${repository}/pulls?${query}`, v.array(mergedSchema), signal);
      return value.flatMap(({ number, merged, merge_commit_sha: commit, head, base }) =>
        merged && base.ref === target && branches.has(head.ref) && v.is(commitId, commit) && v.is(commitId, head.sha)
          ? [{ number, branch: head.ref, head: head.sha, commit }]
          : [],
      );
    },
    async openRequest({ branch, target, title, summary, fork, reviewers }) {
      const head = fork === undefined ? branch : `${fork}:${branch}`;
      const order = { head, base: target, title, body: summary };
      const { number } = await client.ask(`${repository}/pulls`, order, openedSchema);
      const unasked: string[] = [];
      for (const email of reviewers) {
        const login = await loginFor(email).catch(() => undefined);
        const asking = { reviewers: [login] };
        const isAsked =
          login !== undefined &&
          (await isDone(client.post(`${repository}/pulls/${number}/requested_reviewers`, asking)));
        if (!isAsked) unasked.push(email);
      }
      return { number, unasked };
    },
    async say(number, { text, isApproval, commit, place, mark }) {
      const pull = `${repository}/pulls/${number}`;
      if (place !== null && commit !== null && (await changes(number, place.path))) {
        const line = { path: place.path, body: place.text, new_position: place.line, old_position: 0 };
        // The mark stands in the review as well: comments on lines are read for the last reviews only.
        const review = { event: 'COMMENT', body: mark, commit_id: commit, comments: [line] };
        if (await isTakenBy(client.post(`${pull}/reviews`, review))) return;
      }
      if (isApproval !== null) {
        const event = isApproval ? 'APPROVED' : 'REQUEST_CHANGES';
        const review = { event, body: text, ...(commit !== null && { commit_id: commit }) };
        if (await isTakenBy(client.post(`${pull}/reviews`, review))) return;
      }
      await client.post(`${repository}/issues/${number}/comments`, { body: text });
    },
    account,
    async fork() {
      const login = await account();
      const name = path.slice(path.indexOf('/') + 1);
      const own = login === null ? undefined : await unlessRefused(client.get(`/repos/${login}/${name}`, forkSchema));
      const isFork = own?.value.fork === true && own.value.parent?.full_name.toLowerCase() === path.toLowerCase();
      return isFork ? own.value.full_name : (await client.ask(`${repository}/forks`, {}, forkSchema)).full_name;
    },
    async listOpenRequests(signal) {
      const requests = await client.list(`${repository}/pulls?state=open&limit=50`, requestSchema, signal);
      return requests.flatMap(({ head, base, labels }) =>
        head.repo_id === base.repo_id ? [{ branch: head.ref, labels: (labels ?? []).map((label) => label.name) }] : [],
      );
    },
  };
}

/** Ids are counted anew for each kind. */
function saidIn(
  kind: 'review' | 'comment' | 'line',
  { id, user, body, html_url: address }: Pick<v.InferOutput<typeof commentSchema>, 'id' | 'user' | 'body' | 'html_url'>,
  where: Pick<SaidAtHost, 'time' | 'place'>,
): SaidAtHost {
  return { id: `${kind}-${id}`, author: user?.login ?? '', text: body, address, ...where };
}
