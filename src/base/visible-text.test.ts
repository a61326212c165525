import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it('leaves ordinary text of any language alone', () => {
  for (const text of ['Spring news', 'straße – 日本 – שלום', 'two\nlines\tand a tab', '👩‍🌾 & co <b>']) {
    expect(visibleText(text, 100)).toBe(text);
  }
});

it('[N2] makes controls visible', () => {
  expect(visibleText('a\u0000b\u001b[31m\u007f\u0085', 100)).toBe('a␀b␛[31m␡⟨U+0085⟩');
});

it('[N2] makes characters visible that turn the reading direction', () => {
  expect(visibleText('\u202egpj.exe \u2066x\u2069', 100)).toBe('⟨U+202E⟩gpj.exe ⟨U+2066⟩x⟨U+2069⟩');
});

it('[N2] makes visible what takes no room, is blank, or is a tag', () => {
  expect(visibleText('ad\u200bmin\u2060\ufeff', 100)).toBe('ad⟨U+200B⟩min⟨U+2060⟩⟨U+FEFF⟩');
  expect(visibleText('pay\u00adpal a\u200db\u200cc \u3164', 100)).toBe('pay⟨U+00AD⟩pal a⟨U+200D⟩b⟨U+200C⟩c ⟨U+3164⟩');
  expect(visibleText('x\u{e0041}', 100)).toBe('x⟨U+E0041⟩');
});

it('[N2] leaves what a script or an emoji needs', () => {
  const flag = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';
  for (const text of ['می\u200cخواهم', 'क\u094d\u200dष', 'สวัสดี\u200bครับ', '👩🏽\u200d🌾 ❤\ufe0f\u200d🔥', flag])
    expect(visibleText(text, 100)).toBe(text);
});

it('writes every line end as a line feed, and shows a bare carriage return', () => {
  expect(visibleText('a\r\nb\rc', 100)).toBe('a\nb␍c');
});

it('replaces half characters', () => {
  expect(visibleText('a\ud83d', 100)).toBe('a\ufffd');
});

it('[N3] cuts by whole graphemes', () => {
  expect(visibleText('👩‍🌾👩‍🌾👩‍🌾', 2)).toBe('👩‍🌾👩‍🌾…');
  expect(visibleText('abc', 3)).toBe('abc');
  expect(visibleText('e\u0301e\u0301', 1)).toBe('e\u0301…');
});

it('bounds what one grapheme can carry', () => {
  expect(visibleText(`a${'\u0301'.repeat(100_000)}`, 10).length).toBeLessThanOrEqual(161);
});
