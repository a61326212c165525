import LightningFS from '@isomorphic-git/lightning-fs';
import { Buffer } from 'buffer';
import { clone } from 'isomorphic-git';
import http from 'isomorphic-git/http/web';
import type { RemoteLocation } from '#git';

declare global {
  /** Clones with isomorphic-git as its documentation shows it: an emulated file system in IndexedDB and a work tree. Milliseconds. */
  var cloneByDefault: (location: RemoteLocation) => Promise<number>;
}

globalThis.Buffer = Buffer;

globalThis.cloneByDefault = async ({ url, headers = {} }) => {
  const fs = new LightningFS('bench', { wipe: true });
  const began = performance.now();
  await clone({ fs, http, dir: '/site', url, depth: 1, singleBranch: true, headers: { ...headers } });
  return performance.now() - began;
};
