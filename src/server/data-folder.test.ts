import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';

test.each([
  ['linux', {}, join(homedir(), '.local', 'share', 'galley')],
  ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'galley')],
  ['linux', { XDG_DATA_HOME: '' }, join(homedir(), '.local', 'share', 'galley')],
  ['darwin', { XDG_DATA_HOME: '/data' }, join(homedir(), 'Library', 'Application Support', 'Galley')],
  ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'Galley')],
  ['win32', {}, join(homedir(), 'AppData', 'Local', 'Galley')],
  ['linux', { GALLEY_DATA: '/own', XDG_DATA_HOME: '/data' }, '/own'],
] as const)('on %s with %j data is kept in %s', (platform, environment, folder) => {
  expect(dataFolder(environment, platform)).toBe(folder);
});
