import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { delimiter, encodePackets, flush, packetText, readPackets } from './pkt-line.ts';

/** A remote's git-upload-pack, spoken to in protocol version 2 (gitprotocol-v2). Both give the answer's bytes as they arrive. */
export interface UploadPackService {
  /** The answer to `info/refs?service=git-upload-pack` with `Git-Protocol: version=2`. */
  advertise(): Promise<AsyncIterable<Uint8Array>>;
  /** The answer to a POST of `body` to `git-upload-pack`. A host that asks to wait is waited for, unless it is asked `once`. */
  request(body: Uint8Array, asked?: 'once'): Promise<AsyncIterable<Uint8Array>>;
}

/** What a server of protocol version 2 says that it can do: each capability with its features. */
export interface ServerCapabilities {
  readonly objectFormat: string;
  has(capability: string, feature?: string): boolean;
}

export interface RemoteRef {
  readonly name: string;
  /** null for a HEAD that names a branch without a commit yet. */
  readonly oid: Oid | null;
  /** The branch that a symbolic ref names. */
  readonly target?: string;
}

export interface PackRequest {
  readonly wants: readonly Oid[];
  /** Refs by their names, wanted as they are when the remote answers; only where the server has the feature "ref-in-want". */
  readonly wantRefs?: readonly string[];
  /** Commits that are here and that the remote is known to have had. */
  readonly haves?: readonly Oid[];
  /** Commits here whose parents are not. */
  readonly shallow?: readonly Oid[];
  readonly depth?: number;
  /** "blob:none" and the like; only where the server has the feature "filter". */
  readonly filter?: string;
  /** May the pack leave out bases that are here? */
  readonly thin?: boolean;
}

export interface PackSink {
  readonly onPack: (chunk: Uint8Array) => void | Promise<void>;
  /** Called before the first bytes with each ref that was wanted by its name. */
  readonly onWantedRef?: (name: string, tip: Oid) => void;
  readonly signal?: AbortSignal;
}

/** Commits that became, or no longer are, the edge of the history here. */
export interface ShallowChange {
  readonly shallow: readonly Oid[];
  readonly unshallow: readonly Oid[];
}

const VERSION = 'version 2';

/** Asks what the server can do; undefined when it speaks an older protocol only. */
export async function readCapabilities(service: UploadPackService): Promise<ServerCapabilities | undefined> {
  const lines: string[] = [];
  let flushes = 0;
  let ended = false;
  for await (const packet of readPackets(await service.advertise())) {
    if (packet.kind === 'flush') {
      flushes += 1;
      ended = lines.length > 0;
      // The first flush may end a "# service" line; a second with nothing before it is an older protocol's empty list.
      if (ended) break;
      if (flushes === 2) return undefined;
    } else if (packet.kind === 'data') {
      const line = packetText(packet.payload);
      if (line.startsWith('# service=')) continue;
      if (lines.length === 0 && line !== VERSION) return undefined;
      lines.push(line);
    }
  }
  if (!ended) throw new GalleyError('cut-off', 'The server’s list of capabilities ended early');
  return parseCapabilities(lines);
}

/** Reads the lines of such an answer; undefined unless the first one says version 2. */
export function parseCapabilities(lines: readonly string[]): ServerCapabilities | undefined {
  if (lines[0] !== VERSION) return undefined;
  const capabilities = new Map<string, readonly string[]>();
  for (const line of lines.slice(1)) {
    const equals = line.indexOf('=');
    if (equals < 0) capabilities.set(line, []);
    else capabilities.set(line.slice(0, equals), line.slice(equals + 1).split(' '));
  }
  return {
    objectFormat: capabilities.get('object-format')?.[0] ?? 'sha1',
    has: (capability, feature) =>
      capabilities.has(capability) &&
      (feature === undefined || capabilities.get(capability)?.includes(feature) === true),
  };
}

/**
 * The remote's refs whose names start with one of `prefixes`. Without capabilities, which are on their way still, nothing
 * is said that a server of protocol version 2 may not know, and the host is asked once. Throws `cut-off` unless the list
 * arrived whole.
 */
export async function listRemoteRefs(
  service: UploadPackService,
  capabilities: ServerCapabilities | undefined,
  prefixes: readonly string[],
): Promise<readonly RemoteRef[]> {
  const body = encodePackets([
    'command=ls-refs',
    ...(capabilities === undefined ? [] : commonCapabilities(capabilities)),
    delimiter,
    'symrefs',
    ...(capabilities?.has('ls-refs', 'unborn') === true ? ['unborn'] : []),
    ...prefixes.map((prefix) => `ref-prefix ${prefix}`),
    flush,
  ]);
  const refs: RemoteRef[] = [];
  const asked = capabilities === undefined ? 'once' : undefined;
  for await (const packet of readPackets(await service.request(body, asked))) {
    if (packet.kind === 'flush') return refs;
    if (packet.kind !== 'data') continue;
    const line = packetText(packet.payload);
    const found = /^(unborn|[0-9a-f]{40}) (\S+)((?: \S+)*)$/.exec(line);
    if (found === null) throw remoteError(line);
    const [, oid = '', name = '', attributes = ''] = found;
    const target = / symref-target:(\S+)/.exec(attributes)?.[1];
    refs.push({ name, oid: oid === 'unborn' ? null : oid, ...(target === undefined ? {} : { target }) });
  }
  throw new GalleyError('cut-off', 'The remote’s list of branches ended early');
}

/** Fetches one pack in one round: the remote is told at once all that is here. Resolves when the answer arrived whole. */
export async function fetchPack(
  service: UploadPackService,
  capabilities: ServerCapabilities,
  request: PackRequest & { readonly sink: PackSink },
): Promise<ShallowChange> {
  return receivePack(await requestPack(service, capabilities, request), request.sink);
}

/** The first half of it: asks, and gives the answer, which goes on to arrive as far as buffers take it. */
export function requestPack(
  service: UploadPackService,
  capabilities: ServerCapabilities,
  request: PackRequest,
): Promise<AsyncIterable<Uint8Array>> {
  const { wants, wantRefs = [], haves = [], shallow = [], depth, filter, thin } = request;
  const body = encodePackets([
    'command=fetch',
    ...commonCapabilities(capabilities),
    delimiter,
    ...(thin === true ? ['thin-pack'] : []),
    'ofs-delta',
    'no-progress',
    ...shallow.map((oid) => `shallow ${oid}`),
    ...(depth === undefined ? [] : [`deepen ${depth}`]),
    ...(filter === undefined ? [] : [`filter ${filter}`]),
    ...wants.map((oid) => `want ${oid}`),
    ...wantRefs.map((name) => `want-ref ${name}`),
    ...haves.map((oid) => `have ${oid}`),
    'done',
    flush,
  ]);
  return service.request(body);
}

/** The second half: reads the answer to its end. */
export async function receivePack(answer: AsyncIterable<Uint8Array>, sink: PackSink): Promise<ShallowChange> {
  const changed = { shallow: new Set<Oid>(), unshallow: new Set<Oid>() };
  let section = '';
  for await (const packet of readPackets(answer)) {
    throwIfCancelled(sink);
    if (packet.kind === 'flush') {
      if (section !== 'packfile') throw new GalleyError('cut-off', 'The remote sent no pack');
      return { shallow: [...changed.shallow], unshallow: [...changed.unshallow] };
    }
    if (packet.kind === 'delimiter') {
      section = '';
      continue;
    }
    if (packet.kind !== 'data') continue;
    if (section === 'packfile') {
      await takeSideband(packet.payload, sink);
      continue;
    }
    const line = packetText(packet.payload);
    if (section === '') {
      if (line.startsWith('ERR ')) throw remoteError(line);
      section = line;
    } else if (section === 'shallow-info') {
      const [, word, oid = ''] = /^(shallow|unshallow) ([0-9a-f]{40})$/.exec(line) ?? [];
      if (word === undefined) throw remoteError(line);
      changed[word === 'shallow' ? 'shallow' : 'unshallow'].add(oid);
    } else if (section === 'wanted-refs') {
      const [, tip = '', name = ''] = /^([0-9a-f]{40}) (\S+)$/.exec(line) ?? [];
      if (name === '') throw remoteError(line);
      sink.onWantedRef?.(name, tip);
    }
  }
  throw new GalleyError('cut-off', 'The pack ended early');
}

/** Throws `cancelled` once it is called off. */
export function throwIfCancelled({ signal }: { readonly signal?: AbortSignal }): void {
  if (signal?.aborted === true)
    throw new GalleyError('cancelled', 'The operation was cancelled', { cause: signal.reason });
}

/** Bytes of the pack go to the sink, an error is thrown, and words on how far the remote is are dropped. */
async function takeSideband(payload: Uint8Array, sink: PackSink): Promise<void> {
  const rest = payload.subarray(1);
  if (payload[0] === 1) await sink.onPack(rest);
  else if (payload[0] !== 2) throw remoteError(packetText(rest));
}

function commonCapabilities(capabilities: ServerCapabilities): readonly string[] {
  return [
    ...(capabilities.has('agent') ? ['agent=galley'] : []),
    ...(capabilities.has('object-format') ? [`object-format=${capabilities.objectFormat}`] : []),
  ];
}

function remoteError(line: string): GalleyError {
  return new GalleyError('server-error', 'The remote reported an error', {
    data: { remoteMessage: line.replace(/^ERR /, '').slice(0, 500) },
  });
}
