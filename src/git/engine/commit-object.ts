import { GalleyError } from '#base';
import type { Oid, Signature } from '../git-client.ts';

/** A commit as far as it is read here. A line that is odd (no date, no address) gives empty values, never an error. */
export interface CommitObject {
  readonly tree: Oid;
  readonly parents: readonly Oid[];
  readonly author: Signature;
  /** Milliseconds since 1970; 0 where the date can't be read. */
  readonly time: number;
  readonly message: string;
}

/** Of the year 9999: what lies behind is no date that anyone meant, and some of it none that can be written. */
const LAST_SECOND = 253_402_300_799;

const decoder = new TextDecoder();

/** A commit may name the encoding that it is written in; UTF-8 when it names none, or one that is not known. */
function decodeCommit(content: Uint8Array): string {
  const text = decoder.decode(content);
  const blank = text.indexOf('\n\n');
  const encoding = /^encoding (\S+)$/m.exec(blank < 0 ? text : text.slice(0, blank))?.[1];
  if (encoding === undefined) return text;
  try {
    return new TextDecoder(encoding).decode(content);
  } catch {
    return text;
  }
}

/** Takes a commit object apart. Throws `corrupt` only when it names no tree. */
export function parseCommit(content: Uint8Array): CommitObject {
  const text = decodeCommit(content);
  const blank = text.indexOf('\n\n');
  const head = blank < 0 ? text : text.slice(0, blank);
  const tree = /^tree ([0-9a-f]{40})$/m.exec(head)?.[1];
  if (tree === undefined) throw new GalleyError('corrupt', 'A commit names no tree');
  const authorLine = /^author (.*)$/m.exec(head)?.[1] ?? '';
  const seconds = Number(/> (\d+) [-+]\d{4}$/.exec(authorLine)?.[1] ?? 0);
  return {
    tree,
    parents: [...head.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((found) => found[1] ?? ''),
    author: {
      name: /^([^<]*)</.exec(authorLine)?.[1]?.trim() ?? '',
      email: /<([^>]*)>/.exec(authorLine)?.[1]?.trim() ?? '',
    },
    time: seconds <= LAST_SECOND ? seconds * 1000 : 0,
    message: blank < 0 ? '' : text.slice(blank + 2),
  };
}

export interface NewCommit {
  readonly tree: Oid;
  readonly parents: readonly Oid[];
  readonly author: Signature;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly message: string;
}

/** Writes a commit object. Names and messages lose what git's format has no place for. */
export function serializeCommit({ tree, parents, author, time, message }: NewCommit): Uint8Array {
  const who = `${identityPart(author.name)} <${identityPart(author.email)}> ${Math.floor(time / 1000)} ${timeZone(time)}`;
  const lines = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${who}`, `committer ${who}`];
  const body = message.replaceAll('\0', '').replaceAll('\r\n', '\n').trimEnd();
  return new TextEncoder().encode(`${lines.join('\n')}\n\n${body}\n`);
}

/** What git itself leaves out of a name: angle brackets, line ends, and blanks or "crud" at the edges. */
function identityPart(text: string): string {
  return text.replaceAll(/[<>\n\r\0]/g, '').replaceAll(/^[\s.,:;"'\\]+|[\s,:;"'\\]+$/g, '');
}

function timeZone(time: number): string {
  const minutes = -new Date(time).getTimezoneOffset();
  const absolute = Math.abs(minutes);
  const digits = `${String(Math.floor(absolute / 60)).padStart(2, '0')}${String(absolute % 60).padStart(2, '0')}`;
  return `${minutes < 0 ? '-' : '+'}${digits}`;
}
