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
  parseMoment,
  placeOf,
  previewsOf,
  rightOf,
  unlessRefused,
  word,
  type SaidAtHost,
} from './answer-schemas.ts';
import type { HostAdapter, HostCredentials, Right, TokenCheck } from './host-adapter.ts';
import type { HostPlace } from './host-place.ts';
import { createRestClient } from './rest-client.ts';

const userSchema = v.object({ login: word });
const repositorySchema = v.object({
  private: v.boolean(),
  permissions: v.optional(v.object({ push: v.boolean() })),
});
const branchSchema = v.object({ protected: v.boolean() });
const ruleSchema = v.object({
  type: word,
  parameters: v.optional(v.object({ required_approving_review_count: v.optional(v.number()) })),
});
const requestSchema = v.object({
  head: v.object({ ref: word, repo: v.nullish(v.object({ full_name: word })) }),
  labels: v.optional(v.array(v.object({ name: word })), []),
});

const author = v.nullish(v.object({ login: word }));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const pullSchema = v.object({ number: v.number(), html_url: word, state: word, merged_at: v.nullish(word) });
const mergedSchema = v.object({
  number: v.number(),
  merged_at: v.nullish(word),
  merge_commit_sha: v.nullish(word),
  head: v.object({ ref: word, sha: word }),
});
const reviewSchema = v.object({
  id: v.number(),
  user: author,
  state: word,
  body: v.nullish(longText),
  submitted_at: v.nullish(word),
  html_url: v.nullish(word),
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
  line: v.nullish(count),
  side: v.nullish(word),
  commit_id: v.nullish(word),
});
const openedSchema = v.object({ number: v.number() });
const byEmailSchema = v.object({ author });
const forkSchema = v.object({ full_name: word });
const statusSchema = v.object({
  statuses: v.array(v.object({ context: word, state: word, target_url: v.nullish(word) })),
});
const deploymentSchema = v.object({ id: v.number(), environment: word });
const deploymentStatusSchema = v.object({ state: word, environment_url: v.nullish(word) });
/** The words that count; a dismissed one counts no more. */
const verdicts: Readonly<Record<string, boolean | null>> = {
  APPROVED: true,
  CHANGES_REQUESTED: false,
  DISMISSED: null,
};

/** GitHub and GitHub Enterprise, by its REST API. */
export function openGithub({ api, name, origin, path }: HostPlace, { password }: HostCredentials): HostAdapter {
  const client = createRestClient({
    api,
    authorization: `Bearer ${password}`,
    accept: 'application/vnd.github+json',
  });
  const repository = `/repos/${path}`;
  /** Commits tell whose an address is, for those who committed here before. */
  const loginFor = async (email: string): Promise<string | undefined> => {
    const known = loginOf(email, origin);
    if (known !== undefined) return known;
    const query = new URLSearchParams({ author: email, per_page: '1' });
    const found = await unlessRefused(client.get(`${repository}/commits?${query}`, v.array(byEmailSchema)));
    return found?.value[0]?.author?.login;
  };
  const askReviewers = async (number: number, emails: readonly string[]): Promise<readonly string[]> => {
    const unasked: string[] = [];
    for (const email of emails) {
      const login = await loginFor(email).catch(() => undefined);
      const order = { reviewers: [login] };
      const isAsked =
        login !== undefined && (await isDone(client.post(`${repository}/pulls/${number}/requested_reviewers`, order)));
      if (!isAsked) unasked.push(email);
    }
    return unasked;
  };
  const readPreviews = async (commit: string, signal?: AbortSignal) => {
    const status = await unlessRefused(client.get(`${repository}/commits/${commit}/status`, statusSchema, signal));
    const found = (status?.value.statuses ?? []).map((one) => ({
      name: one.context,
      address: one.target_url,
      isSuccess: one.state === 'success',
    }));
    const deployments = await unlessRefused(
      client.get(`${repository}/deployments?sha=${commit}&per_page=5`, v.array(deploymentSchema), signal),
    );
    for (const { id, environment } of deployments?.value ?? []) {
      const address = `${repository}/deployments/${id}/statuses?per_page=1`;
      const last = await unlessRefused(client.get(address, v.array(deploymentStatusSchema), signal));
      for (const { state, environment_url: url } of last?.value ?? [])
        found.push({ name: `Deployment ${environment}`, address: url, isSuccess: state === 'success' });
    }
    return previewsOf(found);
  };
  return {
    async checkToken(signal) {
      const user = await client.get('/user', userSchema, signal);
      const found = await unlessRefused(client.get(repository, repositorySchema, signal));
      // Only tokens of the older kind have scopes; the others name nothing of what they may do.
      const scopes = user.headers.get('x-oauth-scopes')?.split(/,\s*/).filter(Boolean) ?? [];
      const check = { account: user.value.login, expires: parseMoment(expiryOf(user.headers)) };
      if (found === undefined) return { ...check, ...hidden(name, path) };
      return { ...check, read: 'yes', ...judgeWrite(found.value, scopes, path) };
    },
    async mayWrite(signal) {
      const found = await unlessRefused(client.get(repository, repositorySchema, signal));
      return rightOf(found?.value.permissions?.push);
    },
    async branchRules(branch, signal) {
      const { value } = await client.get(`${repository}/branches/${branchPath(branch)}`, branchSchema, signal);
      const rules =
        (await unlessRefused(client.list(`${repository}/rules/branches/${branchPath(branch)}`, ruleSchema, signal))) ??
        [];
      const review = rules.find(({ type }) => type === 'pull_request');
      const isClosed = review !== undefined || rules.some(({ type }) => type === 'update');
      const isProtected = value.protected || isClosed;
      // Who may pass a rule by, and what classic protection asks for, is told to administrators alone.
      const push: Right = isProtected ? 'unknown' : 'yes';
      return { isProtected, push, approvals: review?.parameters?.required_approving_review_count ?? null };
    },
    async findRequest({ branch, target, commit, fork }, signal) {
      const head = `${ownerOf(fork ?? path)}:${branch}`;
      const query = new URLSearchParams({ head, base: target, state: 'all', per_page: '1' });
      const pulls = await client.get(`${repository}/pulls?${query}`, v.array(pullSchema), signal);
      const [pull] = pulls.value;
      if (pull === undefined) return null;
      const { number } = pull;
      const reviews = await client.list(`${repository}/pulls/${number}/reviews?per_page=100`, reviewSchema, signal);
      const about = await client.list(`${repository}/issues/${number}/comments?per_page=100`, commentSchema, signal);
      const lines = await client.list(`${repository}/pulls/${number}/comments?per_page=100`, lineCommentSchema, signal);
      return {
        number,
        address: pageOnHost(pull.html_url, origin),
        state: pull.state === 'open' ? 'open' : typeof pull.merged_at === 'string' ? 'merged' : 'closed',
        verdicts: lastVerdicts(
          reviews.flatMap(({ user, state }) =>
            user && Object.hasOwn(verdicts, state) ? [{ author: user.login, isApproval: verdicts[state] ?? null }] : [],
          ),
        ),
        comments: commentsOf(origin, [
          ...reviews.map((one) => saidIn('review', one, { time: one.submitted_at })),
          ...about.map((one) => saidIn('comment', one, { time: one.created_at })),
          ...lines.map((one) =>
            saidIn('line', one, {
              time: one.created_at,
              // What was said of the earlier text, or of lines that are gone, has no place in the later one.
              place: one.side === 'LEFT' ? null : placeOf(one.line === null ? null : one.path, one.line, one.commit_id),
            }),
          ),
        ]),
        previews: await readPreviews(commit, signal),
      };
    },
    async listMerged({ target, branches }, signal) {
      const query = new URLSearchParams({
        base: target,
        state: 'closed',
        sort: 'updated',
        direction: 'desc',
        per_page: '100',
      });
      const { value } = await client.get(`${repository}/pulls?${query}`, v.array(mergedSchema), signal);
      return value.flatMap(({ number, merged_at: time, merge_commit_sha: commit, head }) =>
        typeof time === 'string' && branches.has(head.ref) && v.is(commitId, commit) && v.is(commitId, head.sha)
          ? [{ number, branch: head.ref, head: head.sha, commit }]
          : [],
      );
    },
    async openRequest({ branch, target, title, summary, fork, reviewers }) {
      const head = fork === undefined ? branch : `${ownerOf(fork)}:${branch}`;
      const order = { head, base: target, title, body: summary };
      const { number } = await client.ask(`${repository}/pulls`, order, openedSchema);
      return { number, unasked: await askReviewers(number, reviewers) };
    },
    async say(number, { text, isApproval, commit, place }) {
      if (place !== null && commit !== null) {
        // Refused for lines that the request does not show.
        const order = { body: place.text, path: place.path, line: place.line, side: 'RIGHT', commit_id: commit };
        if (await isTakenBy(client.post(`${repository}/pulls/${number}/comments`, order))) return;
      }
      if (isApproval !== null) {
        const event = isApproval ? 'APPROVE' : 'REQUEST_CHANGES';
        const review = { event, body: text, ...(commit !== null && { commit_id: commit }) };
        const isTaken = await isTakenBy(client.post(`${repository}/pulls/${number}/reviews`, review));
        if (isTaken) return;
      }
      await client.post(`${repository}/issues/${number}/comments`, { body: text });
    },
    account: async (signal) => (await unlessRefused(client.get('/user', userSchema, signal)))?.value.login ?? null,
    // Gives the one that is there already, whatever it is called.
    fork: async () => (await client.ask(`${repository}/forks`, { default_branch_only: false }, forkSchema)).full_name,
    async listOpenRequests(signal) {
      const requests = await client.list(`${repository}/pulls?state=open&per_page=100`, requestSchema, signal);
      return requests.flatMap(({ head, labels }) =>
        head.repo?.full_name.toLowerCase() === path.toLowerCase()
          ? [{ branch: head.ref, labels: labels.map((label) => label.name) }]
          : [],
      );
    },
  };
}

function ownerOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

/** Ids are counted anew for each kind. */
function saidIn(
  kind: 'review' | 'comment' | 'line',
  { id, user, body, html_url: address }: Pick<v.InferOutput<typeof commentSchema>, 'id' | 'user' | 'body' | 'html_url'>,
  where: Pick<SaidAtHost, 'time' | 'place'>,
): SaidAtHost {
  return { id: `${kind}-${id}`, author: user?.login ?? '', text: body, address, ...where };
}

function expiryOf(headers: Headers): string | null {
  return headers.get('github-authentication-token-expiration');
}

function hidden(name: string, path: string): Pick<TokenCheck, 'read' | 'write' | 'problem'> {
  const problem = `This token can not see ${path} at ${name}. Choose the repository in the token’s settings, or ask its owner to let you in.`;
  return { read: 'no', write: 'no', problem };
}

function judgeWrite(
  repository: v.InferOutput<typeof repositorySchema>,
  scopes: readonly string[],
  path: string,
): Pick<TokenCheck, 'write' | 'problem'> {
  if (repository.permissions?.push === false) {
    return {
      write: 'no',
      problem: `Your account may read ${path} and not write to it. Ask its owner for the right to write.`,
    };
  }
  if (scopes.length === 0) return { write: 'unknown', problem: null };
  const isEnough = scopes.includes('repo') || (!repository.private && scopes.includes('public_repo'));
  if (isEnough) return { write: 'yes', problem: null };
  return {
    write: 'no',
    problem: `The token lacks the scope “${repository.private ? 'repo' : 'public_repo'}”. Make one that has it.`,
  };
}
