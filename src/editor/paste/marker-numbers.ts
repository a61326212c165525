const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

/** The numbers that a marker of a list can stand for: "3." and "1.3." are three, "i)" is one and nine; none for a bullet. */
export function markerNumbers(marker: string): readonly number[] {
  const last = /^\(?(?:[\da-z]+[.)])*([\da-z]+)[.)]*$/i.exec(marker)?.[1] ?? '';
  if (/^\d{1,9}$/.test(last)) return [Number(last)];
  const letters = last.toLowerCase();
  const alphabetic = /^([a-z])\1{0,3}$/.test(letters)
    ? [(letters.length - 1) * 26 + letters.charCodeAt(0) - 'a'.charCodeAt(0) + 1]
    : [];
  return [...alphabetic, ...romanNumber(letters)];
}

function romanNumber(letters: string): readonly number[] {
  if (!/^(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(letters)) return [];
  const values = Array.from(letters, (letter) => ROMAN[letter] ?? 0);
  return [values.reduce((sum, value, index) => sum + ((values[index + 1] ?? 0) > value ? -value : value), 0)];
}
