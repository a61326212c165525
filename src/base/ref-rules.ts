import type { PathVerdict } from './path-rules.ts';
import { isWellFormed } from './well-formed.ts';

function rejected(reason: string): PathVerdict {
  return { kind: 'rejected', reason };
}

/**
 * Judges the name of a branch or tag ("main", "drafts/spring") or a full ref ("refs/heads/main") by the rules of
 * `git check-ref-format --branch`. A name that passes may still look like something else: show it through `visibleText`.
 */
export function validateRefName(name: string): PathVerdict {
  if (name === '') return rejected('It is empty.');
  if (!isWellFormed(name)) return rejected('It contains half of a character (a lone surrogate).');
  if (name.startsWith('-')) return rejected('It begins with a hyphen.');
  if (name === '@') return rejected('"@" alone stands for HEAD.');
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\u0000-\u0020\u007f]/.test(name)) return rejected('It contains a space or a control character.');
  const character = /[~^:?*[\\]/.exec(name)?.[0];
  if (character !== undefined) return rejected(`It contains the character ${character}.`);
  if (name.includes('..')) return rejected('It contains two dots in a row.');
  if (name.includes('@{')) return rejected('It contains "@{".');
  if (name.endsWith('.')) return rejected('It ends with a dot.');
  for (const segment of name.split('/')) {
    if (segment === '') return rejected('It begins or ends with a slash, or has two in a row.');
    if (segment.startsWith('.')) return rejected('A part of it begins with a dot.');
    if (segment.endsWith('.lock')) return rejected('A part of it ends with ".lock".');
  }
  return { kind: 'ok' };
}
