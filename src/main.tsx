import {
  Appearance,
  browserIdentity,
  chosenBranch,
  createAppServices,
  FailureScreen,
  GalleyApp,
  openStaticPage,
} from '#app';
import { GalleyError, systemClock, visibleLine } from '#base';
import type { PostSummary } from '#content';
import { draftsPlace, openDraftStore, openMemoryDraftStore, type DraftStore } from '#drafts';
import { createGitClient, openSigningKeys, type RemoteLocation } from '#git';
import { createWorkspace } from '#workspace';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as v from 'valibot';
// The build gives such an import the worker's address as its default export.
// oxlint-disable-next-line import/default
import workerAddress from './worker.ts?worker&url';
// oxlint-disable-next-line import/default
import findWorkerAddress from './find-worker.ts?worker&url';
// oxlint-disable-next-line import/default
import markdownWorkerAddress from './markdown-worker.ts?worker&url';

const pageSchema = v.object({
  repository: v.object({ name: v.string(), url: v.string(), kind: v.picklist(['local', 'remote']) }),
  headers: v.record(v.string(), v.string()),
  capabilities: v.array(v.string()),
  head: v.nullable(v.string()),
  author: v.nullable(v.object({ name: v.string(), email: v.string() })),
});

type Page = v.InferOutput<typeof pageSchema>;

/** The part of the Trusted Types interface that is used here; browsers without it run no such check. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): {
    createScriptURL(address: string): string;
  };
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

const written = document.querySelector('meta[name="galley-page"]')?.getAttribute('content') ?? '';
/** A Galley server gave the page out, and says the policy with every file. */
const isServed = written !== '';

/** What the server wrote into the page; null when the page was served without a repository. */
function readPage(): Page | null {
  return written === '' ? null : v.parse(pageSchema, JSON.parse(written));
}

const workerAddresses: ReadonlySet<string> = new Set([workerAddress, markdownWorkerAddress, findWorkerAddress]);

/** The one policy of the page: it lets nothing but the addresses of its workers through, and what begins one of them. */
const policy = window.trustedTypes?.createPolicy('galley', {
  createScriptURL: (address) => (isServed ? known(address) : inheriting(known(address))),
});

function known(address: string): string {
  if (!workerAddresses.has(address)) throw new GalleyError('not-allowed', 'Only workers are script addresses');
  return address;
}

/**
 * A script that only fetches the worker's own. A worker has the policy of its file's headers, which a static host does
 * not send; one of a blob has that of the page that made it, as it is then: nothing else is asked or run there either.
 */
function inheriting(address: string): string {
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(address)}`], { type: 'text/javascript' }));
}

function startWorker(address: string): Worker {
  return new Worker(policy?.createScriptURL(address) ?? (isServed ? address : inheriting(address)), { type: 'module' });
}

/** What the server says of where its repository is, beside the address. */
function servedLocation({ headers, capabilities, head }: Page): Omit<RemoteLocation, 'url'> {
  return { headers, capabilities, ...(head === null ? {} : { head }) };
}

/** The drafts in this browser, or in memory where it stores nothing. */
async function openDrafts(url: string): Promise<{ readonly drafts: DraftStore; readonly durable: boolean }> {
  try {
    return { drafts: await openDraftStore(url), durable: true };
  } catch (thrown) {
    if (GalleyError.from(thrown).code !== 'storage-blocked') throw thrown;
    return { drafts: await openMemoryDraftStore(), durable: false };
  }
}

const openCredentialStore = async () => (await import('#hosts')).openCredentialStore();

async function start(): Promise<React.JSX.Element> {
  const appearance = new Appearance(document.documentElement);
  const served = readPage();
  const page = served === null ? await openStaticPage(show) : { ...served, location: servedLocation(served) };
  const url = new URL(page.repository.url, window.location.origin).href;
  const branch = chosenBranch(url) ?? page.location.branch;
  // The worker starts while the drafts are opened.
  const git = createGitClient<PostSummary>(startWorker(workerAddress));
  const workspace = createWorkspace({
    ...(await openDrafts(draftsPlace(url, branch))),
    repository: { ...page.repository, name: visibleLine(page.repository.name, 100), url },
    location: { url, ...page.location, ...(branch === undefined ? {} : { branch }) },
    git,
    clock: systemClock,
    identities: browserIdentity(page.author),
    openSigningKeys,
    // Pages without a secure context have no `storage`, whatever the types say.
    askToKeepStorage: async () => (navigator as { readonly storage?: StorageManager }).storage?.persist(),
    // Only what is kept for a host is worth a seal, and only secure pages can make one.
    ...(page.repository.kind === 'remote' && window.isSecureContext ? { openCredentialStore } : {}),
    // A page that a server gave out asks that server alone.
    ...('work' in page ? page.work : {}),
    startMarkdownWorker: () => startWorker(markdownWorkerAddress),
  });
  const startFindWorker = () => startWorker(findWorkerAddress);
  const { parts, props } = 'parts' in page ? page : {};
  const services = createAppServices({ workspace, clock: systemClock, appearance, startFindWorker, ...parts });
  return <GalleyApp services={services} {...props} />;
}

const rootElement = document.querySelector('#root');
if (rootElement === null) throw new GalleyError('internal', 'index.html has no #root');
const root = createRoot(rootElement);
const show = (screen: React.JSX.Element): void => root.render(<StrictMode>{screen}</StrictMode>);
start()
  .catch((thrown: unknown) => <FailureScreen error={GalleyError.from(thrown)} />)
  .then(show)
  .catch((error: unknown) => reportError(error));
