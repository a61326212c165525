import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it('leaves ordinary text of any language alone', () => {
  for (const text of ['Spring news', 'straße – 日本 – שלום', 'two\nlines\tand a tab', '👩‍🌾 & co <b>']) {
    expect(visibleText(text, 100)).toBe(text);
  }
});

it('makes controls visible', () => {
  expect(visibleText('a\u0000b\u001b[31m\u007f\u0085', 100)).toBe('a␀b␛[31m␡⟨U+0085⟩');
});

it('makes characters visible that turn the reading direction', () => {
  expect(visibleText('\u202egpj.exe \u2066x\u2069', 100)).toBe('⟨U+202E⟩gpj.exe ⟨U+2066⟩x⟨U+2069⟩');
});

it('writes every line end as a line feed, and shows a bare carriage return', () => {
  expect(visibleText('a\r\nb\rc', 100)).toBe('a\nb␍c');
});

it('replaces half characters', () => {
  expect(visibleText('a\ud83d', 100)).toBe('a\ufffd');
});

it('cuts by whole graphemes', () => {
  expect(visibleText('👩‍🌾👩‍🌾👩‍🌾', 2)).toBe('👩‍🌾👩‍🌾…');
  expect(visibleText('abc', 3)).toBe('abc');
  expect(visibleText('e\u0301e\u0301', 1)).toBe('e\u0301…');
});

it('bounds what one grapheme can carry', () => {
  expect(visibleText(`a${'\u0301'.repeat(100_000)}`, 10).length).toBeLessThanOrEqual(161);
});
