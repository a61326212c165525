import { describe, expect, it } from 'vitest';
import { codeLanguages, languageOf, readCodeInfo, writeCodeInfo } from './code-info.ts';
import { highlightCode, isHighlighted } from './highlight-code.ts';

describe('the info string of code', () => {
  it.each([
    ['js title="a.js"', 'js', ' title="a.js"'],
    ['rust,ignore', 'rust', ',ignore'],
    ['php{1,3}', 'php', '{1,3}'],
    ['  js', '', '  js'],
    [null, '', ''],
  ])('[E30] is taken apart: %j', (info, language, rest) => {
    expect(readCodeInfo(info)).toEqual({ language, rest });
  });

  it('[E30] keeps everything but the language, byte for byte', () => {
    const { rest } = readCodeInfo('js\ttitle="a.js"  {1}');
    expect(writeCodeInfo('ts', rest)).toBe('ts\ttitle="a.js"  {1}');
    expect(writeCodeInfo('a`b\nc', '')).toBe('abc');
    expect(writeCodeInfo(' ', '')).toBeNull();
  });

  it('[E30] names the language of an attribute list too', () => {
    expect([languageOf('Python'), languageOf('{.python .numbered}'), languageOf(null)]).toEqual([
      'python',
      'python',
      '',
    ]);
  });
});

describe('highlightCode', () => {
  it('[E30] covers stretches of the code in order and names no place twice', () => {
    const code = 'const a = "x"; // 1\n';
    const found = highlightCode('js', code);
    expect(found.map(({ from, to, kind }) => [code.slice(from, to), kind])).toEqual([
      ['const', 'keyword'],
      ['"x"', 'string'],
      ['// 1', 'comment'],
    ]);
  });

  it('[E30] leaves a language that it does not know in one colour', () => {
    expect(highlightCode('constructor', 'a')).toEqual([]);
  });

  it('[E30] knows every language that is suggested', () => {
    expect(codeLanguages.filter((name) => !isHighlighted(name))).toEqual([]);
  });
});
