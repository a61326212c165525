import { basicAuthorization } from '#base';
import * as v from 'valibot';
import {
  branchPath,
  commentsOf,
  commitId,
  isDone,
  isTakenBy,
  longText,
  pageOnHost,
  placeOf,
  previewsOf,
  rightOf,
  unlessRefused,
  word,
} from './answer-schemas.ts';
import type { HostAdapter, HostCredentials, MergedRequest, Right } from './host-adapter.ts';
import type { HostPlace } from './host-place.ts';
import { createRestClient } from './rest-client.ts';

const userSchema = v.object({ display_name: v.optional(word), nickname: v.optional(word) });
const repositorySchema = v.object({ full_name: word });
const branchSchema = v.object({ name: word });
const restrictionSchema = v.object({
  kind: word,
  branch_match_kind: v.optional(word),
  pattern: v.optional(word),
  value: v.nullish(v.number()),
});
const requestSchema = v.object({
  source: v.object({
    branch: v.object({ name: word }),
    repository: v.nullish(v.object({ full_name: word })),
  }),
});

const author = v.nullish(v.object({ nickname: v.optional(word), display_name: v.optional(word) }));
const pullSchema = v.object({
  id: v.number(),
  state: word,
  links: v.object({ html: v.object({ href: word }) }),
  source: v.object({ repository: v.nullish(v.object({ full_name: word })) }),
});
const mergedSchema = v.object({
  id: v.number(),
  source: v.object({ branch: v.object({ name: word }), commit: v.nullish(v.object({ hash: word })) }),
  destination: v.object({ branch: v.object({ name: word }) }),
  merge_commit: v.nullish(v.object({ hash: word })),
});
const openedSchema = v.object({ id: v.number() });
const commitSchema = v.object({ hash: commitId });
const tipSchema = v.object({ source: v.object({ commit: v.nullish(v.object({ hash: word })) }) });
const uuid = v.pipe(v.string(), v.regex(/^\{[0-9a-fA-F-]{36}\}$/));
const committedSchema = v.object({
  author: v.nullish(v.object({ raw: v.nullish(word), user: v.nullish(v.object({ uuid: v.nullish(uuid) })) })),
});
const memberSchema = v.object({ user: v.object({ uuid }) });
const judgedSchema = v.object({
  participants: v.optional(v.array(v.object({ user: author, state: v.nullish(word) })), []),
});
const commentSchema = v.object({
  id: v.number(),
  inline: v.nullish(v.object({ path: word, to: v.nullish(v.number()) })),
  links: v.optional(v.object({ html: v.optional(v.object({ href: word })) })),
  user: author,
  content: v.object({ raw: v.nullish(longText) }),
  created_on: v.nullish(word),
  deleted: v.optional(v.boolean(), false),
});
const statusSchema = v.object({ key: v.nullish(word), name: v.nullish(word), state: word, url: v.nullish(word) });

/** The user name that goes with tokens that are not of an account. */
const repositoryToken = 'x-token-auth';

/** Bitbucket Cloud, by its REST API. It has no labels. */
export function openBitbucket({ api, name, origin, path }: HostPlace, credentials: HostCredentials): HostAdapter {
  const client = createRestClient({ api, authorization: authorizationOf(credentials) });
  const repository = `/repositories/${path}`;
  /** The one list that is cut to what a person may write. */
  const mayWrite = async (signal?: AbortSignal): Promise<Right> => {
    const query = new URLSearchParams({ role: 'contributor', q: `full_name="${path}"` });
    const written = await unlessRefused(
      client.list(`/repositories/${workspaceOf(path)}?${query}`, repositorySchema, signal),
    );
    return rightOf(written === undefined ? undefined : written.length > 0);
  };
  /** Requests name commits by the first digits of their ids. */
  const wholeId = async (hash: string | undefined, signal?: AbortSignal): Promise<string | undefined> => {
    if (hash === undefined || !/^[0-9a-f]{7,40}$/.test(hash) || hash.length === 40) return hash;
    return (await unlessRefused(client.get(`${repository}/commit/${hash}`, commitSchema, signal)))?.value.hash;
  };
  const isTip = async (request: string, commit: string): Promise<boolean> => {
    const hash = (await unlessRefused(client.get(request, tipSchema)))?.value.source.commit?.hash ?? '';
    return /^[0-9a-f]{7,40}$/.test(hash) && commit.startsWith(hash);
  };
  /** Commits tell whose an address is, for those who committed here lately; the list of members only to administrators. */
  const accountsOf = async (emails: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    if (emails.length === 0) return new Map();
    const accounts = new Map<string, string>();
    const note = (email: string | undefined, uuid: string | null | undefined): void => {
      if (email !== undefined && typeof uuid === 'string') accounts.set(email.toLowerCase(), uuid);
    };
    const commits = await unlessRefused(client.get(`${repository}/commits?pagelen=100`, listOf(committedSchema)));
    for (const { author: by } of commits?.value.values ?? [])
      note(/<([^<>]+)>\s*$/.exec(by?.raw ?? '')?.[1], by?.user?.uuid);
    for (const email of emails) {
      if (accounts.has(email.toLowerCase())) continue;
      const query = new URLSearchParams({ q: `user.email IN (${JSON.stringify(email)})`, pagelen: '2' });
      const address = `/workspaces/${workspaceOf(path)}/members?${query}`;
      const members = (await unlessRefused(client.get(address, listOf(memberSchema))))?.value.values ?? [];
      if (members.length === 1) note(email, members[0]?.user.uuid);
    }
    return accounts;
  };
  return {
    mayWrite,
    async checkToken(signal) {
      // The API knows an account by its e-mail address, git by its name too.
      if (!credentials.username.includes('@') && credentials.username !== repositoryToken) {
        return { account: null, read: 'unknown', write: 'unknown', expires: null, problem: null };
      }
      const user = await unlessRefused(client.get('/user', userSchema, signal));
      const found = await unlessRefused(client.get(repository, repositorySchema, signal));
      const check = { account: user?.value.nickname ?? user?.value.display_name ?? null, expires: null };
      if (found === undefined) {
        const problem = `This token can not see ${path} at ${name}. Give it the scope “read:repository”, or ask its owner to let you in.`;
        return { ...check, read: 'no', write: 'no', problem };
      }
      if ((await mayWrite(signal)) === 'no') {
        const problem = `Your account may read ${path} and not write to it. Ask its owner for the right to write.`;
        return { ...check, read: 'yes', write: 'no', problem };
      }
      // What is told are the account's rights; the token's own scopes are not.
      return { ...check, read: 'yes', write: 'unknown', problem: null };
    },
    async branchRules(branch, signal) {
      await client.get(`${repository}/refs/branches/${branchPath(branch)}`, branchSchema, signal);
      // Told to administrators alone; what is by the branch's type in a branching model is not told here.
      const address = `${repository}/branch-restrictions?pagelen=100`;
      const all = await unlessRefused(client.list(address, restrictionSchema, signal));
      const found = all?.filter(
        (one) => one.branch_match_kind !== 'branching_model' && matches(one.pattern ?? '', branch),
      );
      const isProtected = found?.some(({ kind }) => kind === 'push') ?? false;
      const approvals = found?.find(({ kind }) => kind === 'require_approvals_to_merge')?.value ?? null;
      return { isProtected, push: found === undefined || isProtected ? 'unknown' : 'yes', approvals };
    },
    async findRequest({ branch, target, commit, fork }, signal) {
      const q = `source.branch.name = ${JSON.stringify(branch)} AND destination.branch.name = ${JSON.stringify(target)}`;
      const query = new URLSearchParams({ q, sort: '-created_on', pagelen: '50' });
      for (const state of ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']) query.append('state', state);
      const found = await client.list(`${repository}/pullrequests?${query}`, pullSchema, signal);
      const from = (fork ?? path).toLowerCase();
      const pull = found.find(({ source }) => source.repository?.full_name.toLowerCase() === from);
      if (pull === undefined) return null;
      const address = `${repository}/pullrequests/${pull.id}`;
      const { participants } = (await client.get(address, judgedSchema, signal)).value;
      const about = await client.list(`${address}/comments?pagelen=100`, commentSchema, signal);
      const statuses = await unlessRefused(
        client.list(`${repository}/commit/${commit}/statuses?pagelen=100`, statusSchema, signal),
      );
      return {
        number: pull.id,
        address: pageOnHost(pull.links.html.href, origin),
        state: pull.state === 'OPEN' ? 'open' : pull.state === 'MERGED' ? 'merged' : 'closed',
        verdicts: participants.flatMap(({ user, state }) =>
          state === 'approved' || state === 'changes_requested'
            ? [{ author: nameOf(user), isApproval: state === 'approved' }]
            : [],
        ),
        comments: commentsOf(
          origin,
          about
            .filter(({ deleted }) => !deleted)
            .map(({ id, user, content, created_on: time, inline, links }) => ({
              id,
              author: nameOf(user),
              text: content.raw,
              time,
              address: links?.html?.href,
              // Without a line in the later text it is about the earlier one.
              place: inline?.to ? placeOf(inline.path, inline.to) : null,
            })),
        ),
        previews: previewsOf(
          (statuses ?? []).map((one) => ({
            name: one.name ?? one.key ?? '',
            address: one.url,
            isSuccess: one.state === 'SUCCESSFUL',
          })),
        ),
      };
    },
    async listMerged({ target, branches }, signal) {
      const query = new URLSearchParams({ state: 'MERGED', sort: '-updated_on', pagelen: '50' });
      const found = await client.get(`${repository}/pullrequests?${query}`, listOf(mergedSchema), signal);
      const merged: MergedRequest[] = [];
      for (const { id, source, destination, merge_commit: merge } of found.value.values) {
        if (destination.branch.name !== target || !branches.has(source.branch.name)) continue;
        const [head, commit] = [await wholeId(source.commit?.hash, signal), await wholeId(merge?.hash, signal)];
        if (head !== undefined && commit !== undefined)
          merged.push({ number: id, branch: source.branch.name, head, commit });
      }
      return merged;
    },
    async openRequest({ branch, target, title, summary, fork, reviewers }) {
      const order = {
        title,
        description: summary,
        source: { branch: { name: branch }, ...(fork !== undefined && { repository: { full_name: fork } }) },
        destination: { branch: { name: target } },
      };
      const known = await accountsOf(reviewers).catch(() => undefined);
      const accounts = [...new Set(reviewers.flatMap((email) => known?.get(email.toLowerCase()) ?? []))];
      const open = (asked: readonly string[]) =>
        client.ask(
          `${repository}/pullrequests`,
          asked.length === 0 ? order : { ...order, reviewers: asked.map((uuid) => ({ uuid })) },
          openedSchema,
        );
      // Refused where one of them may not review, the author among them: then nothing was opened.
      const asked = accounts.length === 0 ? undefined : await unlessRefused(open(accounts));
      if (asked === undefined) return { number: (await open([])).id, unasked: reviewers };
      return { number: asked.id, unasked: reviewers.filter((email) => known?.has(email.toLowerCase()) !== true) };
    },
    async say(number, { text, isApproval, commit, place }) {
      const address = `${repository}/pullrequests/${number}`;
      // Lines are counted as the newest commit has them.
      if (place !== null && commit !== null && (await isTip(address, commit))) {
        const comment = { content: { raw: place.text }, inline: { path: place.path, to: place.line } };
        if (await isTakenBy(client.post(`${address}/comments`, comment))) return;
      }
      // Refused also where it was said before; who may not speak here at all hears it from the words.
      if (isApproval !== null)
        await isDone(client.post(`${address}/${isApproval ? 'approve' : 'request-changes'}`, {}));
      await client.post(`${address}/comments`, { content: { raw: text } });
    },
    async account(signal) {
      const user = await unlessRefused(client.get('/user', userSchema, signal));
      return nameOf(user?.value) || null;
    },
    async fork() {
      const query = new URLSearchParams({ role: 'owner', pagelen: '1' });
      const own = await unlessRefused(client.get(`${repository}/forks?${query}`, listOf(repositorySchema)));
      // Without a workspace it is made in the person's own.
      const found = own?.value.values[0] ?? (await client.ask(`${repository}/forks`, {}, repositorySchema));
      return found.full_name;
    },
    async listOpenRequests(signal) {
      const requests = await client.list(`${repository}/pullrequests?state=OPEN&pagelen=50`, requestSchema, signal);
      return requests.flatMap(({ source }) =>
        source.repository?.full_name.toLowerCase() === path.toLowerCase()
          ? [{ branch: source.branch.name, labels: [] }]
          : [],
      );
    },
  };
}

function workspaceOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

function listOf<Item extends v.GenericSchema>(item: Item) {
  return v.object({ values: v.array(item) });
}

function nameOf(user: v.InferOutput<typeof author>): string {
  return user?.display_name ?? user?.nickname ?? '';
}

/** Tokens of an account go with its e-mail address; those of a repository and of OAuth stand alone. */
export function authorizationOf({ username, password }: HostCredentials): string {
  if (username === repositoryToken) return `Bearer ${password}`;
  return basicAuthorization(username, password);
}

/** A pattern has "*" for any text. Matched piece by piece: it is untrusted, and must not become an expression that never ends. */
function matches(pattern: string, branch: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === branch;
  if (!branch.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = branch.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return branch.length - last.length >= at && branch.endsWith(last);
}
