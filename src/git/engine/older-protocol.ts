// isomorphic-git uses the Buffer of Node without saying so, and a worker has none.
import '../buffer-polyfill.ts';
import { fetch as fetchPack, type GitHttpRequest, type GitHttpResponse } from 'isomorphic-git';
import { GalleyError, joinBytes } from '#base';
import type { TransferOptions } from '../git-client.ts';
import type { DownloadedBranch } from './download-branch.ts';
import type { HttpTransport } from './http-transport.ts';
import { MemoryFiles } from './memory-files.ts';
import { readAdvertisement } from './read-advertisement.ts';
import { readPack } from './read-pack.ts';
import { encodePackets, flush, packetText, readPackets } from '../wire/pkt-line.ts';
import type { RemoteRef } from '../wire/index.ts';
import { pickBranch, refuseOtherHashes } from './remote-branch.ts';
import type { Repository } from './repository.ts';

const GIT_FOLDER = '/git';

/**
 * Fetches the branch's tip at depth 1 by isomorphic-git, from servers that do not speak protocol version 2. It knows no
 * way to say what is here already without fetching all the history again, so the tip comes whole each time.
 */
export async function downloadWithOlderProtocol<Row>(
  repository: Repository<Row>,
  options: TransferOptions,
  {
    asked = 'when-new',
    wanted = repository.record?.branch,
  }: { readonly asked?: 'when-new' | 'always'; readonly wanted?: string | undefined } = {},
): Promise<DownloadedBranch<Row>> {
  const { transport, parts, record } = repository;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const { refs, capabilities } = await readAdvertisement(transport, 'git-upload-pack', signal);
  const features = [...capabilities];
  refuseOtherHashes(features.find((name) => name.startsWith('object-format='))?.slice(14) ?? 'sha1');
  const target = features.find((name) => name.startsWith('symref=HEAD:'))?.slice(12);
  const remote = pickBranch(
    Array.from(refs, ([name, oid]): RemoteRef =>
      name === 'HEAD' && target !== undefined ? { name, oid, target } : { name, oid },
    ),
    wanted,
  );
  const { branch, tip } = remote;
  if (tip === null || (asked === 'when-new' && tip === record?.remoteHead)) {
    return { branch, tip, got: undefined, filling: false, protocol: 0 };
  }
  const files = new MemoryFiles();
  await files.writeFile(
    `${GIT_FOLDER}/config`,
    `[remote "origin"]\n\turl = ${parts.location.url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
  );
  let receivedBytes = 0;
  const onBytes = (count: number): void => {
    receivedBytes += count;
    options.onProgress?.({ phase: 'receiving', receivedBytes, objects: 0 });
  };
  await fetchPack({
    fs: { promises: files },
    http: { request: (request: GitHttpRequest) => relay(transport, request, { ...signal, onBytes, capabilities }) },
    gitdir: GIT_FOLDER,
    url: parts.location.url,
    remote: 'origin',
    ref: branch,
    remoteRef: `refs/heads/${branch}`,
    depth: 1,
    singleBranch: true,
    tags: false,
  }).catch((error: unknown) => {
    if (error instanceof GalleyError) throw error;
    throw new GalleyError('corrupt', 'The answer of the server can not be read', { cause: error });
  });
  const pack = files.endingWith('.pack');
  if (pack === undefined) throw new GalleyError('cut-off', 'The remote sent no pack');
  const reading = await readPack(pack, { store: parts.store, rows: parts.rows });
  return { branch, tip, got: { ...reading, shallow: [tip], unshallow: [] }, filling: false, protocol: 0 };
}

/** isomorphic-git's request, made by our own transport so that causes, credentials and cancelling stay in one place. */
async function relay(
  transport: HttpTransport,
  request: GitHttpRequest,
  options: {
    readonly signal?: AbortSignal;
    readonly onBytes: (count: number) => void;
    readonly capabilities: ReadonlySet<string>;
  },
): Promise<GitHttpResponse> {
  const isAdvertisement = request.url.includes('/info/refs?');
  const body = isAdvertisement
    ? await transport.advertise('git-upload-pack', 0, options)
    : await transport.post(
        'git-upload-pack',
        claimThinPacks(await collect(request.body), options.capabilities),
        0,
        options,
      );
  const type = `application/x-git-upload-pack-${isAdvertisement ? 'advertisement' : 'result'}`;
  return {
    url: request.url,
    method: request.method ?? 'GET',
    statusCode: 200,
    statusMessage: 'OK',
    headers: { 'content-type': type },
    body: isAdvertisement ? withoutVersionLine(body) : copy(body),
  };
}

/** The line that version 1 begins with, and that isomorphic-git does not know, is left out. */
async function* withoutVersionLine(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const packet of readPackets(chunks)) {
    if (packet.kind === 'flush') yield encodePackets([flush]);
    if (packet.kind !== 'data') continue;
    const line = packetText(packet.payload);
    if (line !== 'version 1') yield encodePackets([line]);
  }
}

/**
 * Some servers (dulwich) serve only clients that take thin packs, which isomorphic-git does not say of itself. Here nothing is
 * made to what the client has, for it never names anything: no pack is thin.
 */
function claimThinPacks(body: Uint8Array, capabilities: ReadonlySet<string>): Uint8Array {
  const length = Number.parseInt(new TextDecoder().decode(body.subarray(0, 4)), 16);
  const line = new TextDecoder().decode(body.subarray(4, length));
  if (!capabilities.has('thin-pack') || !/^want [0-9a-f]{40} /.test(line) || line.includes(' thin-pack')) return body;
  return joinBytes([encodePackets([`${line.trimEnd()} thin-pack`]), body.subarray(length)]);
}

/** isomorphic-git holds on to what it has read. */
async function* copy(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) yield chunk.slice();
}

async function collect(chunks: GitHttpRequest['body']): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  if (chunks !== undefined) for await (const chunk of chunks) parts.push(chunk);
  return joinBytes(parts);
}
