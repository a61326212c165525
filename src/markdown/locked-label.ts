const labels: Readonly<Record<string, string>> = {
  html: 'HTML',
  'html-comment': 'HTML comment',
  component: 'Component',
  module: 'Imports and exports',
  'jsx-comment': 'Comment',
  expression: 'Expression',
  'liquid-tag': 'Liquid tag',
  'liquid-block': 'Liquid block',
  'liquid-variable': 'Variable',
  shortcode: 'Shortcode',
  directive: 'Directive',
  admonition: 'Callout',
  math: 'Formula',
  'attribute-list': 'Attributes',
  'kramdown-extension': 'Kramdown extension',
  'definition-list': 'Definition list',
  'footnote-definition': 'Footnote',
  'link-definition': 'Link address',
  'footnote-reference': 'Footnote mark',
};

/** How the name of the thing is found in its source, for the kinds that have one. */
const names: Readonly<Record<string, RegExp>> = {
  component: /^\s*<\/?([\w.:-]+)/,
  'liquid-tag': /^\{%-?\s*([\w-]+)/,
  'liquid-block': /^\{%-?\s*([\w-]+)/,
  'liquid-variable': /^\{\{-?\s*([\w.-]+)/,
  shortcode: /^\{\{[<%]\s*(\/?\s*[\w./-]+)/,
  admonition: /^[!?+]+\s+([A-Za-z][\w-]*)/,
  directive: /^:+\s*([A-Za-z][\w-]*)/,
  'footnote-definition': /^\[\^([^\]]+)\]/,
  'footnote-reference': /^\[\^([^\]]+)\]/,
  'link-definition': /^\[((?:[^\\\]]|\\.)+)\]/,
  'kramdown-extension': /^\{::(\w+)/,
};

const tags: Readonly<Record<string, string>> = {
  details: 'Fold-out section',
  figure: 'Figure',
  img: 'Image',
  picture: 'Image',
  video: 'Video',
  audio: 'Audio',
  iframe: 'Embedded page',
  table: 'HTML table',
  script: 'Script',
  style: 'Style sheet',
  br: 'Line break',
  hr: 'Rule',
  svg: 'Drawing',
  form: 'Form',
};
const longestName = 40;

/**
 * What a locked node is called on the screen: "HTML comment", "Shortcode youtube", "Table of contents". Plain text of at most about
 * 60 characters, for any kind and any source.
 */
export function lockedLabel(kind: string, source: string): string {
  const text = source.trimStart();
  if (kind === 'html-comment' && /^<!--\s*more\s*-->/i.test(text)) return 'Read more';
  if (kind === 'attribute-list' && /^\{:\s*toc\b/.test(text)) return 'Table of contents';
  if (kind === 'html') return htmlLabel(text);
  const label = Object.hasOwn(labels, kind) ? (labels[kind] ?? '') : sentence(kind);
  const name = Object.hasOwn(names, kind) ? names[kind]?.exec(text)?.[1] : undefined;
  return name === undefined ? label : `${label} ${shorten(name)}`;
}

function htmlLabel(text: string): string {
  const name = /^<\/?([A-Za-z][\w:-]*)/.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return 'HTML';
  if (text.startsWith('</')) return `HTML end of ${shorten(name)}`;
  return Object.hasOwn(tags, name) ? (tags[name] ?? 'HTML') : `HTML ${shorten(name)}`;
}

function sentence(kind: string): string {
  const words = shorten(kind.replaceAll('-', ' ').trim());
  return words === '' ? 'Source' : words.charAt(0).toUpperCase() + words.slice(1);
}

function shorten(name: string): string {
  const plain = name.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return plain.length <= longestName ? plain : `${plain.slice(0, longestName - 1)}…`;
}
