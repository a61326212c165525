import type { Page } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** All that the page's origin keeps in the browser, as text in which bytes stand for themselves; with where it was found. */
export async function readKept(page: Page): Promise<Readonly<Record<string, string>>> {
  const kept = await page.evaluate(async () => {
    const latin = (bytes: Uint8Array): string => {
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return text;
    };
    const asText = async (value: unknown): Promise<string> => {
      if (value instanceof Blob) return latin(new Uint8Array(await value.arrayBuffer()));
      if (value instanceof ArrayBuffer) return latin(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return latin(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (value instanceof CryptoKey) return `key ${String(value.extractable)}`;
      if (value instanceof Map) return asText([...value.entries()]);
      if (value instanceof Set || Array.isArray(value)) return (await Promise.all([...value].map(asText))).join(' ');
      if (typeof value !== 'object' || value === null) return String(value);
      return asText(Object.entries(value));
    };
    const wait = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const found: Record<string, string> = {
      localStorage: JSON.stringify(Object.entries(localStorage)),
      sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
      cookies: document.cookie,
      address: window.location.href,
      history: JSON.stringify(window.history.state),
      page: document.documentElement.outerHTML,
      entries: JSON.stringify(performance.getEntries()),
    };
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        found[`cache ${request.url}`] = await ((await cache.match(request))?.text() ?? '');
      }
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        found[`database ${name} ${store}`] = await asText(
          await Promise.all([wait(objects.getAllKeys()), wait(objects.getAll())]),
        );
      }
      database.close();
    }
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const handle of folder.values()) {
        if (handle.kind === 'directory') await walk(handle, `${path}/${handle.name}`);
        else found[`file ${path}/${handle.name}`] = await asText(await handle.getFile());
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return found;
  });
  return kept;
}

/** The files under `folder` that have one of the words in them, in UTF-8 or UTF-16. */
export async function findInFiles(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const needles = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]);
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    if (needles.some((needle) => content.includes(needle))) found.push(path);
  }
  return found;
}
