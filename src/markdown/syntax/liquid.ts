import { matchPattern, type Match, type Recogniser } from './recogniser.ts';

/** One tag, which may run over lines but not over a blank one nor over another opener. */
const tag = /\{%-?[ \t\r\n]*[A-Za-z_](?:(?!%\}|\{%|\n[ \t]*\r?\n)[^]){0,4000}%\}/y;
/** One or more tags and nothing else between. */
const tagLine = /(?:\{%-?[ \t\r\n]*[A-Za-z_](?:(?!%\}|\{%|\n[ \t]*\r?\n)[^]){0,4000}%\}[ \t]*)+/y;
const variable = /\{\{(?![<%])-?(?=[^}]{0,1000}[^\s{}-])(?:(?!\}\}|\{\{|\n[ \t]*\r?\n)[^]){1,1000}\}\}/y;
const opener = /\{%-?[ \t]*(raw|highlight|comment|verbatim|capture|codeblock|math)\b(?:(?!%\})[^\r\n]){0,1000}%\}/y;

/** `{% raw %}` and its like hold text in which nothing is Markdown. */
const matchVerbatim: Match = ({ source, closers }, offset) => {
  opener.lastIndex = offset;
  const name = opener.exec(source)?.[1];
  return name === undefined ? undefined : closers.after(`liquid ${name}`, opener.lastIndex);
};

/** Liquid (Jekyll, Shopify) and the like-looking Twig, Jinja and Nunjucks: `{% tag %}` on lines of its own or in text, `{{ variable }}` in text. */
export const liquid: Recogniser = {
  blocks: [
    { kind: 'liquid-block', starts: '{', match: matchVerbatim, interrupts: true, verbatim: true },
    { kind: 'liquid-tag', starts: '{', match: matchPattern(tagLine), interrupts: true },
  ],
  inlines: [
    { kind: 'liquid-tag', starts: '{', match: matchPattern(tag) },
    { kind: 'liquid-variable', starts: '{', match: matchPattern(variable) },
  ],
};
