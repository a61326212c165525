/** The info string of a fence, taken apart: its language, and everything after that, byte for byte. */
export interface CodeInfo {
  readonly language: string;
  readonly rest: string;
}

/** Takes an info string apart at the first blank, comma or brace: "js title=x", "rust,ignore", "php{1,3}". */
export function readCodeInfo(info: unknown): CodeInfo {
  const text = typeof info === 'string' ? info : '';
  const language = /^[^\s,{]*/.exec(text)?.[0] ?? '';
  return { language, rest: text.slice(language.length) };
}

/** The language in small letters, as highlighters know it; also that of `{.python}`. */
export function languageOf(info: unknown): string {
  const { language, rest } = readCodeInfo(info);
  return (language === '' ? (/^\{\s*\.([\w+#-]+)/.exec(rest)?.[1] ?? '') : language).toLowerCase();
}

/**
 * The info string for a language typed or chosen, with the rest as it was; null for none. A fence's info string is one line and
 * can't hold backticks (CommonMark 0.31.2, section 4.5).
 */
export function writeCodeInfo(language: string, rest: string): string | null {
  const clean = language.replaceAll(/[`\r\n]/g, '').trim();
  const info = clean === '' ? rest.trimStart() : clean + rest;
  return info === '' ? null : info;
}

/** The languages that are coloured, by the names that they are usually given in a fence. */
export const codeLanguages: readonly string[] = [
  'bash',
  'c',
  'cpp',
  'csharp',
  'css',
  'diff',
  'go',
  'graphql',
  'html',
  'ini',
  'java',
  'javascript',
  'json',
  'kotlin',
  'less',
  'lua',
  'makefile',
  'markdown',
  'objectivec',
  'perl',
  'php',
  'python',
  'r',
  'ruby',
  'rust',
  'scss',
  'shell',
  'sql',
  'swift',
  'toml',
  'typescript',
  'vbnet',
  'wasm',
  'xml',
  'yaml',
];
