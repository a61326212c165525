import { HttpResponse, http, type HttpHandler } from 'msw';
import { ObjectStore, readTree, writeTree } from './object-store.ts';

/** What goes wrong with one request, or is done before it is answered. */
export type RemoteFault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The network fails; with `after` the request was carried out. */
  | { readonly kind: 'network'; readonly after: boolean }
  /** The answer ends after this share of its bytes. */
  | { readonly kind: 'cut'; readonly share: number }
  | { readonly kind: 'garble' }
  /** A push is refused as outdated, though it is not. */
  | { readonly kind: 'stale' };

export interface MemoryRemote {
  readonly handlers: readonly HttpHandler[];
  /** Names of the requests so far: "upload-refs", "upload-pack", "receive-refs", "receive-pack". */
  readonly requests: string[];
  setFault(
    fault: ((request: { readonly name: string; readonly index: number }) => RemoteFault | undefined) | undefined,
  ): void;
  /** Makes a commit as someone else would; null deletes a file. */
  commit(files: Readonly<Record<string, string | null>>, message: string): string;
  /** Moves the branch to a commit that it has had, as someone does who rewrites its history. */
  reset(commit: string): void;
  read(path: string): string | undefined;
  /** Ids of the commits on the branch, newest first. */
  log(): string[];
  message(commit: string): string;
}

const BRANCH = 'refs/heads/main';
const ZERO = '0'.repeat(40);

/** A git server that lives in memory, at `url`, for MSW: smart HTTP in protocol version 2, and pushes of whole objects. */
export function createMemoryRemote({
  url,
  files,
  givesTipsByName = false,
}: {
  readonly url: string;
  readonly files: Readonly<Record<string, string>>;
  /** Whether it has the feature "ref-in-want". */
  readonly givesTipsByName?: boolean;
}): MemoryRemote {
  const store = new ObjectStore();
  const requests: string[] = [];
  let tip = ZERO;
  let time = 1_760_000_000;
  let fault: Parameters<MemoryRemote['setFault']>[0];

  const treeOf = (commit: string): string =>
    /^tree (\w+)/.exec(store.mustGet(commit).content.toString('latin1'))?.[1] ?? '';
  const parentOf = (commit: string): string | undefined =>
    /\nparent (\w+)/.exec(store.mustGet(commit).content.toString('latin1'))?.[1];
  const put = (tree: string | undefined, path: readonly string[], content: string | null): string => {
    const [name = '', ...rest] = path;
    const entries = tree === undefined ? [] : readTree(store.mustGet(tree).content);
    const others = entries.filter((entry) => entry.name !== name);
    const below = entries.find((entry) => entry.name === name)?.oid;
    if (rest.length > 0) others.push({ mode: '40000', name, oid: put(below, rest, content) });
    else if (content !== null) others.push({ mode: '100644', name, oid: store.add(3, Buffer.from(content)) });
    return store.add(2, writeTree(others));
  };
  const commit: MemoryRemote['commit'] = (changes, message) => {
    let tree = tip === ZERO ? undefined : treeOf(tip);
    for (const [path, content] of Object.entries(changes)) tree = put(tree, path.split('/'), content);
    time += 60;
    const who = `Someone <someone@example.test> ${time} +0000`;
    const parent = tip === ZERO ? '' : `parent ${tip}\n`;
    tip = store.add(1, Buffer.from(`tree ${tree}\n${parent}author ${who}\ncommitter ${who}\n\n${message}\n`));
    return tip;
  };
  commit(files, 'Add the site');

  const answer = (name: string, type: string, carryOut: (fault: RemoteFault | undefined) => Buffer): Response => {
    const index = requests.push(name) - 1;
    const found = fault?.({ name, index });
    if (found?.kind === 'status')
      return new HttpResponse('No', {
        status: found.status,
        headers: { 'content-type': 'text/plain', ...found.headers },
      });
    if (found?.kind === 'network' && !found.after) return HttpResponse.error();
    const body = carryOut(found);
    if (found?.kind === 'network') return HttpResponse.error();
    if (found?.kind === 'garble') for (let at = 9; at < body.length; at += 61) body[at] = (body[at] ?? 0) ^ 0x55;
    const sent = found?.kind === 'cut' ? body.subarray(0, Math.floor(body.length * found.share)) : body;
    return new HttpResponse(new Uint8Array(sent), { headers: { 'content-type': type } });
  };

  return {
    requests,
    commit,
    setFault(next) {
      fault = next;
    },
    reset(to) {
      tip = to;
    },
    read(path) {
      let oid: string | undefined = treeOf(tip);
      for (const name of path.split('/')) {
        oid =
          oid === undefined
            ? undefined
            : readTree(store.mustGet(oid).content).find((entry) => entry.name === name)?.oid;
      }
      return oid === undefined ? undefined : store.mustGet(oid).content.toString();
    },
    log() {
      const commits: string[] = [];
      for (let oid: string | undefined = tip; oid !== undefined; oid = parentOf(oid)) commits.push(oid);
      return commits;
    },
    message: (oid) => store.mustGet(oid).content.toString().split('\n\n').slice(1).join('\n\n').trimEnd(),
    handlers: [
      http.get(`${url}/info/refs`, ({ request }) => {
        if (new URL(request.url).searchParams.get('service') === 'git-upload-pack') {
          return answer('upload-refs', 'application/x-git-upload-pack-advertisement', () =>
            packets([
              '# service=git-upload-pack',
              null,
              'version 2',
              'agent=memory',
              'ls-refs=unborn',
              givesTipsByName ? 'fetch=shallow ref-in-want' : 'fetch=shallow',
              'object-format=sha1',
              null,
            ]),
          );
        }
        return answer('receive-refs', 'application/x-git-receive-pack-advertisement', () =>
          packets(['# service=git-receive-pack', null, `${tip} ${BRANCH}\0report-status side-band-64k`, null]),
        );
      }),
      http.post(`${url}/git-upload-pack`, async ({ request }) => {
        const body = await request.text();
        return answer('upload-pack', 'application/x-git-upload-pack-result', () => {
          if (body.includes('command=ls-refs'))
            return packets([`${tip} HEAD symref-target:${BRANCH}`, `${tip} ${BRANCH}`, null]);
          const named = (word: string): string[] =>
            Array.from(body.matchAll(new RegExp(`${word} ([0-9a-f]{40})`, 'g')), ([, oid = '']) => oid);
          const names = Array.from(body.matchAll(/want-ref (\S+)/g), ([, name = '']) => name);
          const unknownName = names.find((name) => name !== BRANCH && name !== 'HEAD');
          if (unknownName !== undefined) return packets([`ERR unknown ref ${unknownName}`]);
          const wants = [...named('want'), ...names.map(() => tip)];
          const unknown = wants.find((oid) => !store.has(oid));
          if (unknown !== undefined) return packets([`ERR upload-pack: not our ref ${unknown}`]);
          const isCut = body.includes('deepen 1');
          const wanted = store.reachable(wants, new Set(isCut ? wants : []));
          const haves = named('have').filter((oid) => store.has(oid));
          for (const oid of store.reachable(haves, new Set(named('shallow')))) wanted.delete(oid);
          const shallow = isCut ? ['shallow-info', ...wants.map((oid) => `shallow ${oid}`)] : [];
          const tips = names.length > 0 ? ['wanted-refs', ...names.map((name) => `${tip} ${name}`)] : [];
          return Buffer.concat([
            ...(tips.length > 0 ? [packets(tips), Buffer.from('0001')] : []),
            ...(shallow.length > 0 ? [packets(shallow), Buffer.from('0001')] : []),
            packets(['packfile']),
            ...sideband(store.pack(wanted)),
            packets([null]),
          ]);
        });
      }),
      http.post(`${url}/git-receive-pack`, async ({ request }) => {
        const body = Buffer.from(await request.arrayBuffer());
        return answer('receive-pack', 'application/x-git-receive-pack-result', (found) => {
          const [, old = '', next = ''] = /([0-9a-f]{40}) ([0-9a-f]{40}) /.exec(body.toString('latin1', 0, 100)) ?? [];
          store.unpack(body.subarray(body.indexOf('PACK')));
          const isTaken = old === tip && found?.kind !== 'stale';
          if (isTaken) tip = next;
          const report = packets(['unpack ok', isTaken ? `ok ${BRANCH}` : `ng ${BRANCH} stale info`, null]);
          return Buffer.concat([...sideband(report), packets([null])]);
        });
      }),
    ],
  };
}

/** Lines as packets; null is a flush packet. */
function packets(lines: readonly (string | null)[]): Buffer {
  const texts = lines.map((line) =>
    line === null ? '0000' : `${(Buffer.byteLength(line) + 5).toString(16).padStart(4, '0')}${line}\n`,
  );
  return Buffer.from(texts.join(''));
}

function sideband(content: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; at += 60_000) {
    const part = content.subarray(at, at + 60_000);
    parts.push(Buffer.from(`${(part.length + 5).toString(16).padStart(4, '0')}\u0001`), part);
  }
  return parts;
}
