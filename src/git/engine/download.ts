import { GalleyError } from '#base';
import type { Oid, TransferOptions, TransferProgress } from '../git-client.ts';
import {
  fetchPack,
  type PackRequest,
  type PackSink,
  type ServerCapabilities,
  type ShallowChange,
  type UploadPackService,
} from '../wire/index.ts';
import { PackIntake, type PackReading } from './read-pack.ts';
import type { Repository } from './repository.ts';

/** Milliseconds between two reports while bytes arrive. */
const PROGRESS_STEP = 50;

/** Bytes that a fetch leaves free: people must be able to go on writing. */
const ROOM_FOR_DRAFTS = 10 << 20;

/** What one fetch brought, kept. */
export interface Downloaded<Row> extends PackReading<Row>, ShallowChange {}

/** What one fetch brought, read and found whole, and not kept yet. */
export interface Received<Row> extends Pick<PackReading<Row>, 'rows' | 'passed'>, ShallowChange {
  keep(): Promise<Downloaded<Row>>;
  /** Lets go of what is not kept. */
  giveUp(): Promise<void>;
}

/** A remote that speaks protocol version 2, for the length of one command. */
export interface Connection {
  readonly service: UploadPackService;
  readonly options: TransferOptions;
  readonly receivedBytes: () => number;
}

/** The packs of a record with the one that a fetch brought, if it brought one. */
export function withPack(packs: readonly string[], got: Downloaded<unknown> | undefined): readonly string[] {
  return got?.packName === undefined ? packs : [...packs, got.packName];
}

/** Opens the way to the remote's git-upload-pack and says so. */
export function connect<Row>({ transport }: Repository<Row>, options: TransferOptions): Connection {
  let receivedBytes = 0;
  const service = transport.uploadPack({
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onBytes: (count) => {
      receivedBytes += count;
    },
  });
  options.onProgress?.({ phase: 'connecting', receivedBytes: 0, objects: 0 });
  return { service, options, receivedBytes: () => receivedBytes };
}

/** What is fetched: a request of protocol version 2, or an exchange of one's own that gives a pack to the sink. */
type DownloadRequest<Row> = (
  | (PackRequest & { readonly capabilities: ServerCapabilities })
  | { readonly exchange: (sink: PackSink) => Promise<ShallowChange>; readonly thin?: boolean }
) & {
  /** True for a pack without texts, which is held in memory until it is kept: nothing is waited for but its bytes. */
  readonly isHeld?: boolean;
  /** Bytes are not taken before this, while the remote goes on sending. */
  readonly after?: Promise<unknown>;
  /** Given the rows of the texts that have passed so far, whenever more bytes came. No more are taken until it is done. */
  readonly onRows?: (rows: ReadonlyMap<Oid, Row>) => void | Promise<void>;
  readonly onWantedRef?: PackSink['onWantedRef'];
  /** Called when the first bytes are here. */
  readonly onBegun?: () => void;
  /** Given all rows when the pack was read and found whole, before it is kept. */
  readonly onRead?: (rows: ReadonlyMap<Oid, Row>) => void | Promise<void>;
};

/** Fetches one pack, takes it in and keeps it. What came counts only when a record names it. */
export async function download<Row>(
  repository: Repository<Row>,
  connection: Connection,
  request: DownloadRequest<Row>,
): Promise<Downloaded<Row>> {
  return (await receive(repository, connection, request)).keep();
}

/** Fetches one pack and takes it in. */
export async function receive<Row>(
  repository: Repository<Row>,
  { service, options, receivedBytes }: Connection,
  request: DownloadRequest<Row>,
): Promise<Received<Row>> {
  const { store, rows: summarisers } = repository.parts;
  let room = Number.POSITIVE_INFINITY;
  // Not waited for before the end: the browser takes its time, and the first bytes find room. A pack that is held needs none yet.
  const measuring = Promise.resolve(request.after).then(async () => {
    if (request.isHeld !== true) room = (await store.freeBytes()) - ROOM_FOR_DRAFTS;
  });
  measuring.catch(() => undefined);
  const checkRoom = (): void => {
    if (receivedBytes() <= room) return;
    throw new GalleyError('out-of-storage', 'The browser has less room than the repository needs', {
      data: { room: Math.max(0, room) },
    });
  };
  const loadBase = (oid: Oid) => repository.objects.find(oid);
  const starting = PackIntake.start({
    store,
    // Of many commits, most texts are others by the last: the list asks for the rows that it needs.
    ...(request.thin === true ? { loadBase } : request.isHeld === true ? {} : { rows: summarisers }),
  });
  starting.catch(() => undefined);
  let intake: PackIntake<Row> | undefined;
  let reportedAt = -PROGRESS_STEP;
  const report = (phase: TransferProgress['phase']): void => {
    const now = performance.now();
    if (phase === 'receiving' && now - reportedAt < PROGRESS_STEP) return;
    reportedAt = now;
    const { objects, totalObjects } = intake?.progress ?? { objects: 0, totalObjects: 0 };
    options.onProgress?.({
      phase,
      receivedBytes: receivedBytes(),
      objects,
      ...(totalObjects === 0 ? {} : { totalObjects }),
    });
  };
  const sink: PackSink = {
    async onPack(chunk) {
      if (intake === undefined) request.onBegun?.();
      await request.after;
      intake ??= await starting;
      checkRoom();
      await intake.append(chunk);
      await request.onRows?.(intake.rows);
      report('receiving');
    },
    ...(request.onWantedRef === undefined ? {} : { onWantedRef: request.onWantedRef }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const bring = async (): Promise<ShallowChange & { readonly whole: PackIntake<Row> }> => {
    const change =
      'exchange' in request
        ? await request.exchange(sink)
        : await fetchPack(service, request.capabilities, { ...request, sink });
    const whole = intake ?? (await starting);
    await measuring;
    checkRoom();
    report('storing');
    await whole.read();
    return { ...change, whole };
  };
  const { shallow, unshallow, whole } = await bring().catch(async (error: unknown) => {
    // Why it is given up is what people are told, also where its last bytes find no room.
    await intake?.giveUp().catch(() => undefined);
    throw error;
  });
  const { rows, passed } = whole;
  await request.onRead?.(rows);
  const keep = async (): Promise<Downloaded<Row>> => {
    const reading = await whole.keep();
    report('reading');
    return { ...reading, shallow, unshallow };
  };
  return { rows, passed, shallow, unshallow, keep, giveUp: () => whole.giveUp() };
}
