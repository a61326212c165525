import { matchPattern, type Recogniser } from './recogniser.ts';

const attributeList = /\{:[ \t]*[.#\w-][^{}\r\n]{0,1000}\}/y;
const extension = /\{:(?::[A-Za-z][^{}\r\n]{0,1000}|\/[A-Za-z]{0,50})\}/y;

/** kramdown's attribute lists `{: .wide}`, for the block before or the span before, and its extensions `{::options /}`. */
export const kramdown: Recogniser = {
  blocks: [
    { kind: 'attribute-list', starts: '{', match: matchPattern(attributeList), interrupts: true },
    { kind: 'kramdown-extension', starts: '{', match: matchPattern(extension), interrupts: true },
  ],
  inlines: [
    { kind: 'attribute-list', starts: '{', match: matchPattern(attributeList) },
    { kind: 'kramdown-extension', starts: '{', match: matchPattern(extension) },
  ],
};
