import { lineEndAt } from './line-end-at.ts';
import { matchPattern, type Match, type Recogniser } from './recogniser.ts';
import { scanBraces, scanTag } from './scan-tag.ts';

const importLine =
  /import(?:[ \t]+(?:[\w$*][\w$*, \t]*|[\w$, \t]*\{[\w$,* \t\r\n]{0,2000}\})[ \t\r\n]+from)?[ \t]+(?:"[^"\r\n]+"|'[^'\r\n]+')[ \t]*;?[ \t]*(?=[\r\n]|$)/y;
const exportLine =
  /export[ \t]+(?:(?:const|let|var)[ \t]+[\w$]+[ \t]*(?::[^=\r\n]+)?=|(?:default[ \t]+)?(?:async[ \t]+)?function\*?[ \t]*[\w$]*[ \t]*\(|(?:default[ \t]+)?class[ \t]+[\w$]+[^\r\n]*\{|default[ \t]+(?:\(|\{|\[|[\w$.]+[ \t]*(?:;|=>|\())|\{[\w$,* \t\r\n]{0,2000}\}|\*[ \t]+(?:as[ \t]+[\w$]+[ \t]+)?from[ \t]+["'])/y;
const blankLine = /(?:\r\n|\n|\r)[ \t]*(?=[\r\n]|$)/g;
const comment = /\{[ \t]*\/\*(?:(?!\*\/)[^]){0,4000}\*\/[ \t]*\}/y;
/** An expression that no sentence has in braces: a member, a call, an index. */
const expressionStart = /\{[ \t]*[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$]|\[|\(|[ \t]*&&[ \t]*[<(])/y;

/** `import` and `export` lines, to the next blank line. */
const matchModule: Match = ({ source }, offset) => {
  const found = [importLine, exportLine].some((pattern) => {
    pattern.lastIndex = offset;
    return pattern.test(source);
  });
  if (!found) return undefined;
  blankLine.lastIndex = offset;
  return blankLine.exec(source)?.index ?? source.trimEnd().length;
};

/** The tag of a component, or one with braces in its attributes, alone on its lines; or an element that ends on the line it begins. */
const matchTags: Match = ({ source }, offset) => {
  let index = offset;
  let tag = scanTag(source, index);
  if (tag === undefined) return undefined;
  const { name, role } = tag;
  if (/^[a-z]/.test(name) && !source.slice(offset, tag.end).includes('{')) return undefined;
  while (tag !== undefined) {
    index = tag.end;
    while (source.charAt(index) === ' ' || source.charAt(index) === '\t') index += 1;
    tag = source.charAt(index) === '<' ? scanTag(source, index) : undefined;
  }
  const lineEnd = lineEndAt(source, index);
  if (index === lineEnd || role !== 'open') return index;
  const closer = `</${name}>`;
  const rest = source.slice(index, Math.min(lineEnd, index + 4000)).trimEnd();
  return rest.endsWith(closer) ? index + rest.length : index;
};

const matchTag: Match = ({ source }, offset) => scanTag(source, offset)?.end;

const matchExpression: Match = ({ source }, offset) => {
  expressionStart.lastIndex = offset;
  if (!expressionStart.test(source)) return undefined;
  const end = scanBraces(source, offset, Math.min(source.length, offset + 4000));
  return end !== undefined && !/\n[ \t]*\r?\n/.test(source.slice(offset, end)) ? end : undefined;
};

/** What MDX adds: modules, components, comments and expressions, each only in forms that prose does not take. */
export const jsx: Recogniser = {
  blocks: [
    { kind: 'module', starts: 'ie', match: matchModule, interrupts: false, topLevel: true },
    { kind: 'component', starts: '<', match: matchTags, interrupts: false, last: true },
    { kind: 'jsx-comment', starts: '{', match: matchPattern(comment), interrupts: true },
    { kind: 'expression', starts: '{', match: matchExpression, interrupts: false },
  ],
  inlines: [
    { kind: 'component', starts: '<', match: matchTag, last: true },
    { kind: 'jsx-comment', starts: '{', match: matchPattern(comment) },
  ],
};
