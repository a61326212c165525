import { expect, it } from 'vitest';
import { visibleLine } from './visible-line.ts';

it('leaves an ordinary line alone', () => {
  for (const line of ['Spring news', 'posts/2024/été.md', 'שלום עולם', '<img src=x onerror=alert(1)>'])
    expect(visibleLine(line)).toBe(line);
});

it('puts what has several lines on one', () => {
  expect(visibleLine('Subject\r\n\nBody\tand more')).toBe('Subject Body and more');
});

it('shows what would turn, hide or steer the line', () => {
  expect(visibleLine('\u202egpj.exe')).toBe('⟨U+202E⟩gpj.exe');
  expect(visibleLine('\u001b[31mred\u0000')).toBe('␛[31mred␀');
});

it('cuts a line that no row has room for', () => {
  expect(visibleLine('x'.repeat(10_000))).toBe(`${'x'.repeat(300)}…`);
  expect(visibleLine('abcdef', 3)).toBe('abc…');
});
