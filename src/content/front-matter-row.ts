/** What a value of front matter is that can be edited in its place. */
export type RowKind = 'text' | 'number' | 'boolean' | 'date' | 'list';

/** A value as people see and type it: a list item by item, everything else as text. */
export type RowValue = string | readonly string[];

/** One value at the top of front matter that can be edited in its place. */
export interface EditableRow {
  readonly kind: RowKind;
  readonly value: RowValue;
  /** The content with another value here, in each of the ways in which it might be written; the best one first. */
  readonly candidates: (value: RowValue) => readonly string[];
}

const number = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?$/i;
const date = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:[Zz]|[-+]\d{2}(?::?\d{2})?))?)?$/;

/** Whether text can stand as a plain value of that kind: numbers, dates and yes or no keep being such. */
export function isRowValue(kind: RowKind, value: RowValue): boolean {
  if (kind === 'list') return typeof value !== 'string' && value.every((item) => isLine(item) && item !== '');
  if (typeof value !== 'string' || !isLine(value)) return false;
  if (kind === 'number') return number.test(value);
  if (kind === 'boolean') return value === 'true' || value === 'false';
  return kind === 'text' || (date.test(value) && isDay(value.slice(0, 10)));
}

/** What kind of plain value a text is, if it is not just words. */
export function plainKind(source: string): 'number' | 'boolean' | 'date' | undefined {
  if (isRowValue('number', source)) return 'number';
  if (isRowValue('boolean', source)) return 'boolean';
  return isRowValue('date', source) ? 'date' : undefined;
}

function isLine(value: string): boolean {
  // oxlint-disable-next-line no-control-regex -- no value has these
  return value === value.trim() && !/[\0-\x1f\x7f\u2028\u2029]/.test(value) && !/\p{Surrogate}/u.test(value);
}

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/**
 * Which of the old items each new one is, by its place in the old list: the same text, in order, each once. What an item is written
 * like stays with it.
 */
export function keptItems(before: readonly string[], after: readonly string[]): readonly (number | undefined)[] {
  const used = new Set<number>();
  return after.map((item) => {
    const index = before.findIndex((other, at) => other === item && !used.has(at));
    if (index === -1) return undefined;
    used.add(index);
    return index;
  });
}
