import { matchPattern, type Match, type Recogniser } from './recogniser.ts';

const container = /:{3,}(?:[ \t]*(?:[A-Za-z]|\{)[^\r\n]*|(?=[ \t]*(?:[\r\n]|$)))/y;
/** A bare `::name` can be talk about code (`::before`), so a label or attributes must follow. */
const leaf = /::[A-Za-z][\w-]*(?:\[[^\]\r\n]{0,500}\](?:\{[^}\r\n]{0,500}\})?|\{[^}\r\n]{0,500}\})/y;
const text = /:[A-Za-z][\w-]*(?:\[[^[\]\r\n]{0,500}\](?:\{[^{}\r\n]{0,500}\})?|\{[^{}\r\n]{0,500}\})/y;
const joinsWord = /[\p{L}\p{N}_:]/u;

const matchText: Match = ({ source }, offset) => {
  if (offset > 0 && joinsWord.test(source.charAt(offset - 1))) return undefined;
  text.lastIndex = offset;
  return text.test(source) ? text.lastIndex : undefined;
};

/** Directives: `:::name` … `:::` (also pandoc's fenced divs), `::name[label]{attributes}` and `:name[label]`. */
export const directive: Recogniser = {
  blocks: [
    { kind: 'directive', starts: ':', match: matchPattern(container), interrupts: true },
    { kind: 'directive', starts: ':', match: matchPattern(leaf), interrupts: true },
  ],
  inlines: [{ kind: 'directive', starts: ':', match: matchText }],
};
