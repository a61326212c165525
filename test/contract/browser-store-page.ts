import { BrowserRepositoryStore } from '#git/engine';
import { durableStoreContract, repositoryStoreContract } from './repository-store-contract.ts';

/** Runs one case of the contract here, in a page or a worker; resolves to "" or to what went wrong. */
async function runCase(name: string): Promise<string> {
  const found = [...repositoryStoreContract, ...durableStoreContract].find((candidate) => candidate.name === name);
  if (found === undefined) return 'no such case';
  const place = 'document' in globalThis ? 'page' : 'worker';
  try {
    const root = navigator.storage.getDirectory();
    await found.run((repository) =>
      BrowserRepositoryStore.open(`https://example.test/${place}/${repository}.git`, root),
    );
    return '';
  } catch (error) {
    return String(error);
  }
}

/** The same in a worker of this very script. */
function runCaseInWorker(name: string): Promise<string> {
  const worker = new Worker(import.meta.url, { type: 'module' });
  return new Promise<string>((resolve) => {
    worker.addEventListener('error', ({ message }) => resolve(message));
    worker.addEventListener('message', ({ data }) => resolve(String(data)));
    worker.postMessage(name);
  }).finally(() => worker.terminate());
}

addEventListener('message', (event) => {
  if ('document' in globalThis) return;
  void runCase(String(event.data)).then((problem) => postMessage(problem));
});

Object.assign(globalThis, { runCase, runCaseInWorker });
