import type { Mark, Node } from 'prosemirror-model';
import { schema } from './schema.ts';

/** Where a link or an image stands, as far as its writing depends on it. */
export interface LinkPlace {
  readonly isCell: boolean;
}

/** The closing half of a new inline link: `](address "title")`. */
export function linkClose(mark: Mark, place: LinkPlace): string {
  return `](${destination(mark.attrs, place)})`;
}

/** A new image. */
export function imageText(image: Node, place: LinkPlace): string {
  const alt = String(image.attrs['alt'] ?? '')
    .replace(/[\\[\]*_`<&~!]/g, (character) => `\\${character}`)
    .replace(/\s*(?:\r\n|\n|\r)\s*/g, ' ');
  return `![${place.isCell ? alt.replaceAll('|', String.raw`\|`) : alt}](${destination(image.attrs, place)})`;
}

/** Whether a link's text is its own address, so that `<address>` says it. */
export function isSelfLink(mark: Mark, text: string): boolean {
  return (
    mark.type === schema.marks.link &&
    mark.attrs['title'] === null &&
    mark.attrs['href'] === text &&
    /^[A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>|\\&]*$/.test(text)
  );
}

function destination(attrs: Mark['attrs'], { isCell }: LinkPlace): string {
  const href = String(attrs['href'] ?? attrs['src'] ?? '');
  const title = attrs['title'];
  const address = needsBrackets(href, title) ? `<${escapeAddress(href, /[<>\\]/g)}>` : escapeAddress(href, /\\/g);
  const quoted = typeof title === 'string' && title !== '' ? ` ${quoteTitle(title)}` : '';
  const text = address + quoted;
  return isCell ? text.replaceAll('|', String.raw`\|`) : text;
}

function needsBrackets(href: string, title: unknown): boolean {
  if (href === '') return typeof title === 'string' && title !== '';
  if (/[\s<>]/.test(href)) return true;
  let depth = 0;
  for (const character of href) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0 || depth > 30) return true;
  }
  return depth !== 0;
}

function escapeAddress(href: string, special: RegExp): string {
  return href
    .replace(special, (character, at: number) =>
      character !== '\\' || /[!-/:-@[-`{-~]/.test(href[at + 1] ?? '!') ? `\\${character}` : character,
    )
    .replace(/&(?=#?\w+;)/g, String.raw`\&`)
    .replace(/\r\n|\n|\r/g, '&#10;');
}

function quoteTitle(title: string): string {
  const escaped = title
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, String.raw`\\`)
    .replace(/&(?=#?\w+;)/g, String.raw`\&`)
    .replace(/\r\n|\n|\r/g, '&#10;');
  if (!escaped.includes('"')) return `"${escaped}"`;
  return escaped.includes("'") ? `"${escaped.replaceAll('"', String.raw`\"`)}"` : `'${escaped}'`;
}
