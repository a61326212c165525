import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { literalText, LONGEST_HEADING } from './literal-text.ts';

/** What a heading says, without its markup. `literal` is false when it has any (emphasis, links in brackets, code, HTML). */
export interface InlineText {
  readonly text: string;
  readonly literal: boolean;
}

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
  const literal = literalText(content);
  if (literal !== undefined) return { text: literal, literal: true };
  const trimmed = content.replace(/^[ \t]+|[ \t]+$/g, '');
  // Markup of that length may be an attack.
  if (trimmed.length > LONGEST_HEADING) return { text: trimmed.replace(/[ \t]*[\r\n]+[ \t]*/g, ' '), literal: false };
  const source = trimmed.replace(/[ \t]*(?:\r\n|\n|\r)[ \t]*/g, ' ');
  const read = readHeading(`# ${source}`) ?? { text: '', literal: false };
  return read.text === '' ? { text: source, literal: false } : read;
}
