import { gitSettingsFile } from './git-names.ts';

/**
 * Equal for two paths that some file system keeps in one place: letter case, Unicode composition, ligatures, invisible characters,
 * dots and spaces at the end of a name, and short names of Git's settings files make no difference there.
 */
export function collisionKey(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      const name = gitSettingsFile(segment) ?? segment;
      return name
        .replace(/[\u200b-\u200f\u202a-\u202e\u2060\u206a-\u206f\ufeff]/g, '')
        .replace(/[. ]+$/, '')
        .normalize('NFC')
        .toUpperCase()
        .normalize('NFC')
        .toLowerCase()
        .normalize('NFC');
    })
    .join('/');
}

/**
 * The first of `existing` that can't live beside `path`: the same path, one that differs from it only as `collisionKey` tells, or one
 * that would have to be a file where the other needs a folder. Undefined when there is room.
 */
export function findCollision(path: string, existing: Iterable<string>): string | undefined {
  const key = collisionKey(path);
  for (const other of existing) {
    const otherKey = collisionKey(other);
    if (otherKey === key || otherKey.startsWith(`${key}/`) || key.startsWith(`${otherKey}/`)) return other;
  }
  return undefined;
}
