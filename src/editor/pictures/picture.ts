import { decodeHtml, encodeHtml } from '#content';
import type { Node } from '@tiptap/pm/model';
import { optionalTextAttribute, textAttribute } from '../attribute.ts';
import type { ImageValue } from '../image-dialog.tsx';
import { isImgTag, newImgTag, patchImgTag, readImgTag } from './img-tag.ts';

/** HTML of one picture: a tag, alone or in one wrapper, with a caption where it is a figure's. */
const picture =
  /^(\s*(?:<(p|div|center|figure)\b[^<>]*>\s*)?)(<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>)(\s*)(?:(<figcaption\b[^<>]*>)([^]*?)(<\/figcaption>\s*))?((?:<\/\2>)?\s*)$/i;
const longest = 10_000;
const widthInList = /(\s*)\bwidth\s*=\s*("[^"]*"|'[^']*'|[^\s}]+)/;

/** What a node shows of a picture: an image, an `<img>` tag, or HTML around one. `following` is the node behind it. */
export function readPicture(node: Node | null | undefined, following?: Node | null): ImageValue | undefined {
  if (node?.type.name === 'image') {
    const width = widthInList.exec(attributeList(following) ?? '')?.[2]?.replace(/^(["'])(.*)\1$/, '$2');
    return {
      src: textAttribute(node, 'src'),
      alt: textAttribute(node, 'alt'),
      title: optionalTextAttribute(node, 'title'),
      ...(width === undefined ? {} : { width: width.replace(/px$/, '') }),
    };
  }
  return readHtmlPicture(htmlOf(node));
}

function htmlOf(node: Node | null | undefined): string {
  const isLocked = node?.type.name === 'lockedInline' || node?.type.name === 'lockedBlock';
  return isLocked && textAttribute(node, 'kind') === 'html' ? textAttribute(node, 'source') : '';
}

/** kramdown's `{: width="300"}` behind an image. */
function attributeList(node: Node | null | undefined): string | undefined {
  const isList = node?.type.name === 'lockedInline' && textAttribute(node, 'kind') === 'attribute-list';
  return isList ? textAttribute(node, 'source') : undefined;
}

/** The picture that HTML is, and nothing but it; undefined for other HTML. */
export function readHtmlPicture(source: string): ImageValue | undefined {
  if (source.length > longest || !/<img\b/i.test(source)) return undefined;
  const match = picture.exec(source);
  const tag = readImgTag(match?.[3] ?? '');
  const src = tag.get('src');
  if (match === null || src === undefined) return undefined;
  const [caption, width] = [match[6], tag.get('width')];
  const isFormatted = caption !== undefined && /[<{]/.test(caption);
  const shown = caption === undefined ? (tag.get('title') ?? null) : plainText(caption);
  return {
    src,
    alt: tag.get('alt') ?? '',
    title: shown === '' ? null : shown,
    ...(width === undefined || width === '' ? {} : { width: width.replace(/px$/, '') }),
    ...(isFormatted ? { isCaptionFixed: true as const } : {}),
  };
}

function plainText(html: string): string {
  return decodeHtml(html.replaceAll(/<[^<>]*>/g, ''), 'text')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** How a picture with another value is written. `list`: the attribute list behind an image, null where it has none (any more). */
export type PictureWriting =
  | {
      readonly kind: 'image';
      readonly attrs: { src: string; alt: string; title: string | null };
      readonly list?: string | null;
    }
  | { readonly kind: 'html'; readonly source: string };

/** A picture that is new. One with a size is a tag: Markdown has no size, and a tag is understood everywhere. */
export function newPicture({ src, alt, title, width = '' }: ImageValue): PictureWriting {
  if (width === '') return { kind: 'image', attrs: { src, alt, title } };
  return { kind: 'html', source: newImgTag({ src, alt, title, width }) };
}

/** The picture of a node with another value, written as it was written; it becomes a tag or an image only where its size asks for it. */
export function changePicture(node: Node, following: Node | null, value: ImageValue): PictureWriting {
  const width = value.width ?? '';
  const before = readPicture(node, following);
  if (node.type.name === 'image') {
    const list = attributeList(following);
    if (list === undefined) return newPicture(value);
    const { src, alt, title } = value;
    return {
      kind: 'image',
      attrs: { src, alt, title },
      list: width === (before?.width ?? '') ? list : patchList(list, width),
    };
  }
  const source = htmlOf(node);
  const losesSize = before?.width !== undefined && width === '';
  if (losesSize && isImgTag(source.trim()) && hasOnly(source.trim(), ['src', 'alt', 'title', 'width', 'height']))
    return newPicture(value);
  return { kind: 'html', source: patchHtml(source, before, value) };
}

function hasOnly(tag: string, names: readonly string[]): boolean {
  return [...readImgTag(tag).keys()].every((name) => names.includes(name));
}

function patchHtml(source: string, before: ImageValue | undefined, value: ImageValue): string {
  return source.replace(
    picture,
    (
      whole: string,
      head: string,
      _wrapper: string | undefined,
      tag: string,
      gap: string,
      opening: string | undefined,
      caption: string | undefined,
      closing: string | undefined,
      tail: string,
    ) => {
      const isCaption = opening !== undefined && caption !== undefined && closing !== undefined;
      const hasNewWidth = (before?.width ?? '') !== (value.width ?? '');
      const hasNewCaption = before?.title !== value.title;
      const patched = patchImgTag(tag, {
        src: value.src,
        // A tag without the attribute has no text; that is something else than an empty one only to screen readers.
        ...(value.alt === '' && before?.alt === '' ? {} : { alt: value.alt }),
        ...(isCaption || !hasNewCaption ? {} : { title: value.title }),
        // A height that belonged to the old width would squeeze the picture.
        ...(hasNewWidth
          ? { width: value.width === undefined || value.width === '' ? null : value.width, height: null }
          : {}),
      });
      if (!isCaption) return whole === '' ? whole : head + patched + gap + tail;
      const isKept = !hasNewCaption || value.isCaptionFixed === true;
      const written = isKept ? caption : encodeHtml(value.title ?? '', 'text');
      return head + patched + gap + opening + written + closing + tail;
    },
  );
}

function patchList(list: string, width: string): string | null {
  if (width === '') {
    const rest = list.replace(widthInList, '');
    return /^\{:?\s*\}$/.test(rest) ? null : rest;
  }
  if (widthInList.test(list)) return list.replace(widthInList, (_all, blanks: string) => `${blanks}width="${width}"`);
  return list.replace(/\s*\}$/, ` width="${width}"}`);
}
