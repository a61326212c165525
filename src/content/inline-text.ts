import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What a heading says, without its markup. `literal` is false when it has any (emphasis, links in brackets, code, HTML). */
export interface InlineText {
  readonly text: string;
  readonly literal: boolean;
}

/**
 * What may be markup; a text without any of these says what it is written as. Signs that can only be markup in pairs must come twice.
 */
const MARKUP = new RegExp(
  [
    String.raw`\\[!-/:-@[-\x60{-~]`,
    '&[A-Za-z#]',
    String.raw`\*[^*]*\*`,
    '(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])',
    String.raw`\[[^\]]*\]`,
    '<[A-Za-z/!?]',
    '`[^`]*`',
    '~[^~]*~',
    String.raw`[\0\n\r]`,
  ].join('|'),
);

/** A longer content is shown as it is written: no title is so long, and markup of that length may be an attack. */
const MAX_LENGTH = 2000;

const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** The plain text of `node`: HTML tags and footnote marks are left out, pictures give their description, line breaks a space. */
function plainText(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value.replace(/[ \t]*[\n\r]+[ \t]*/g, ' ');
  if (node.type === 'break') return ' ';
  if (node.type === 'image') return node.alt ?? '';
  return 'children' in node ? node.children.map(plainText).join('') : '';
}

function isLiteral(node: Nodes, source: string): boolean {
  if (node.type === 'text') return true;
  if (node.type !== 'link') return false;
  // A bare address becomes a link by itself; its text is its source.
  const start = node.position?.start.offset;
  return start === undefined || !/[[<]/.test(source.charAt(start));
}

function parse(source: string): Root {
  return fromMarkdown(source, options);
}

/** Reads `source` when it is one first-level heading and nothing else, else undefined. */
export function readHeading(source: string): InlineText | undefined {
  const [heading, ...others] = parse(source).children;
  if (heading?.type !== 'heading' || heading.depth !== 1 || others.length > 0) return undefined;
  return {
    text: heading.children
      .map(plainText)
      .join('')
      .replace(/^[ \t]+|[ \t]+$/g, ''),
    literal: heading.children.every((child) => isLiteral(child, source)),
  };
}

/** Reads the content of a heading, one line of it or several. */
export function readInline(content: string): InlineText {
  const trimmed = content.replace(/^[ \t]+|[ \t]+$/g, '');
  if (trimmed.length > MAX_LENGTH) return { text: trimmed.replace(/[ \t]*[\r\n]+[ \t]*/g, ' '), literal: false };
  if (!MARKUP.test(trimmed)) return { text: trimmed, literal: true };
  const source = trimmed.replace(/[ \t]*(?:\r\n|\n|\r)[ \t]*/g, ' ');
  const read = readHeading(`# ${source}`) ?? { text: '', literal: false };
  return read.text === '' ? { text: source, literal: false } : read;
}
