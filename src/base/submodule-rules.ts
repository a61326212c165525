import type { PathVerdict } from './path-rules.ts';

function rejected(reason: string): PathVerdict {
  return { kind: 'rejected', reason };
}

/** Judges the name of a submodule, which Git uses as a folder name: it may not climb. */
export function validateSubmoduleName(name: string): PathVerdict {
  if (name === '') return rejected('It is empty.');
  return name.split(/[/\\]/).includes('..') ? rejected('It climbs to a folder above ("..").') : { kind: 'ok' };
}

/** Judges the address of a submodule as `git fsck` does: https or http with a plain host, or relative without leaving the host. */
export function validateSubmoduleUrl(url: string): PathVerdict {
  if (url === '') return rejected('It is empty.');
  if (url.startsWith('-')) return rejected('It begins with a hyphen, which Git takes for an option.');
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\u0000-\u0020\u007f]|%0[0ad]/i.test(url)) return rejected('It contains a control character.');
  if (/^\.{1,2}[/\\]/.test(url)) {
    const rest = url.replace(/^(?:\.{1,2}[/\\])+/, '');
    return /^[/\\:]/.test(rest) ? rejected('It leaves the host that it is relative to.') : { kind: 'ok' };
  }
  if (!/^https?:\/\/[^/\\:]/i.test(url)) return rejected('It is neither an https address nor a relative one.');
  return URL.canParse(url) ? { kind: 'ok' } : rejected('It is not a valid address.');
}
