import { matchPattern, type Match, type Recogniser } from './recogniser.ts';

const shortcodeTag = /\{\{([<%])[ \t\r\n]*(?:\/|[\w.])(?:(?!\{\{[<%]|\n[ \t]*\r?\n|[>%]\}\})[^]){0,4000}[>%]\}\}/y;
const shortcodeLine =
  /(?:\{\{([<%])[ \t\r\n]*(?:\/|[\w.])(?:(?!\{\{[<%]|\n[ \t]*\r?\n|[>%]\}\})[^]){0,4000}[>%]\}\}[ \t]*)+/y;
const opener =
  /\{\{[<%][ \t]*(highlight|mermaid|katex|math|code|raw|rawhtml|gist-code)\b(?:(?![>%]\}\})[^\r\n]){0,1000}[>%]\}\}/y;

/** Code between `{{< highlight >}}` and its closing form is not Markdown. */
const matchVerbatim: Match = ({ source, closers }, offset) => {
  opener.lastIndex = offset;
  const name = opener.exec(source)?.[1];
  return name === undefined ? undefined : closers.after(`shortcode ${name}`, opener.lastIndex);
};

/** Hugo's shortcodes, `{{< name >}}` and `{{% name %}}`. A pair is joined later, once the blocks between are known. */
export const shortcode: Recogniser = {
  blocks: [
    { kind: 'shortcode', starts: '{', match: matchVerbatim, interrupts: true, verbatim: true },
    { kind: 'shortcode', starts: '{', match: matchPattern(shortcodeLine), interrupts: true },
  ],
  inlines: [{ kind: 'shortcode', starts: '{', match: matchPattern(shortcodeTag) }],
};
