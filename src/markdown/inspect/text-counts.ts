import type { Node } from 'prosemirror-model';

/** How much text there is. */
export interface TextCounts {
  readonly words: number;
  /** As people see them: an emoji or a letter with its accents is one. Line ends are none. */
  readonly characters: number;
  /** Whole minutes that reading takes, at least one where there is a word. */
  readonly minutes: number;
}

interface CountTextOptions {
  /** The language of the text (BCP 47); words of languages without spaces are found with it. */
  readonly language?: string;
  /** Count only from this position of the document on … */
  readonly from?: number;
  /** … to this one: the selection. */
  readonly to?: number;
}

interface BlockCounts {
  readonly words: number;
  readonly characters: number;
}

/** Words that a grown reader takes in per minute of prose. */
const readingSpeed = 230;
const plain = /^[\u{20}-\u{7E}]*$/u;

const segmenters = new Map<string, { readonly words: Intl.Segmenter; readonly characters: Intl.Segmenter }>();
const counted = new Map<string, WeakMap<Node, BlockCounts>>();

/**
 * Counts the words and characters of a document, or of a part of it. What was counted is kept by block, so that a second count
 * costs the blocks that changed. The first one of a long text takes time in its length (see `countAhead`); never call it
 * while a key is handled.
 */
export function countText(document: Node, options: CountTextOptions = {}): TextCounts {
  const { language = '', from = 0, to = document.content.size } = options;
  let [words, characters] = [0, 0];
  document.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const [start, end] = [Math.max(0, from - pos - 1), Math.min(node.content.size, to - pos - 1)];
    const isWhole = start === 0 && end === node.content.size;
    const counts = isWhole ? countBlock(node, language) : countString(textOf(node, start, end), language);
    words += counts.words;
    characters += counts.characters;
    return false;
  });
  return withMinutes({ words, characters });
}

/** Counts the words and characters of a text as it is written. */
export function countPlainText(text: string, language = ''): TextCounts {
  return withMinutes(countString(text, language));
}

/** Counts blocks until `hasTime` says no; true when `countText` of the same document has nothing left to look at. */
export function countAhead(document: Node, hasTime: () => boolean, language = ''): boolean {
  let isDone = true;
  document.descendants((node) => {
    if (!isDone) return false;
    if (!node.isTextblock) return true;
    if (!known(language).has(node)) {
      if (hasTime()) countBlock(node, language);
      else isDone = false;
    }
    return false;
  });
  return isDone;
}

function withMinutes({ words, characters }: BlockCounts): TextCounts {
  return { words, characters, minutes: Math.ceil(words / readingSpeed) };
}

function known(language: string): WeakMap<Node, BlockCounts> {
  const found = counted.get(language) ?? new WeakMap<Node, BlockCounts>();
  counted.set(language, found);
  return found;
}

function countBlock(block: Node, language: string): BlockCounts {
  const kept = known(language);
  const counts = kept.get(block) ?? countString(textOf(block, 0, block.content.size), language);
  kept.set(block, counts);
  return counts;
}

/** Breaks part words, and so do pictures and locked source, which are no text themselves. */
function textOf(block: Node, from: number, to: number): string {
  return block.textBetween(from, to, '\n', '\n');
}

function countString(text: string, language: string): BlockCounts {
  const segmenter = segmenterFor(language);
  let words = 0;
  for (const { isWordLike } of segmenter.words.segment(text)) if (isWordLike === true) words += 1;
  const shown = text.replaceAll(/[\r\n]/g, '');
  if (plain.test(shown)) return { words, characters: shown.length };
  return { words, characters: Array.from(segmenter.characters.segment(shown)).length };
}

function segmenterFor(language: string) {
  const found = segmenters.get(language);
  if (found !== undefined) return found;
  const locale = isLanguage(language) ? language : undefined;
  const made = {
    words: new Intl.Segmenter(locale, { granularity: 'word' }),
    characters: new Intl.Segmenter(locale, { granularity: 'grapheme' }),
  };
  segmenters.set(language, made);
  return made;
}

/** A post's front matter may say anything. */
function isLanguage(language: string): boolean {
  if (language === '') return false;
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
