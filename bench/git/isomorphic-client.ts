import LightningFS from '@isomorphic-git/lightning-fs';
import { Buffer } from 'buffer';
import { clone, listFiles } from 'isomorphic-git';
import http from 'isomorphic-git/http/web';
import type { RemoteLocation } from '#git';

/** Milliseconds from the beginning. */
export interface DefaultCloneTimes {
  readonly clone: number;
  /** Until the title of every post is in JavaScript. */
  readonly allTitles: number;
}

declare global {
  /** Clones with isomorphic-git as its documentation shows it: an emulated file system in IndexedDB and a work tree. Then reads each post's first line. */
  var cloneByDefault: (location: RemoteLocation) => Promise<DefaultCloneTimes>;
}

globalThis.Buffer = Buffer;

globalThis.cloneByDefault = async ({ url, headers = {} }) => {
  const fs = new LightningFS('bench', { wipe: true });
  const dir = '/site';
  const began = performance.now();
  await clone({ fs, http, dir, url, depth: 1, singleBranch: true, headers: { ...headers } });
  const cloned = performance.now() - began;
  const paths = await listFiles({ fs, dir });
  const titles = await Promise.all(
    paths.map(async (path) => {
      const text = await fs.promises.readFile(`${dir}/${path}`, 'utf8');
      return typeof text === 'string' ? /^# (.+)/.exec(text)?.[1] : undefined;
    }),
  );
  if (titles.includes(undefined)) throw new Error('There are files without a title');
  return { clone: cloned, allTitles: performance.now() - began };
};
