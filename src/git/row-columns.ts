/** Rows of one shape in columns: keys stand once, and what many rows have in common stands once too. */
export interface RowColumns {
  readonly keys: readonly string[];
  readonly columns: readonly Column[];
  /** Places that have no row; all of them in a list without any. */
  readonly rowless: readonly number[] | 'all';
}

/**
 * A value for each place: the same one for all, one line of a text each, each value once and for each place which of them,
 * or one each. Reading lines makes no copies, so that it is much the fastest for long columns of text.
 */
export type Column =
  | { readonly all: unknown }
  | { readonly lines: string }
  | { readonly values: readonly unknown[]; readonly which: readonly number[] }
  | { readonly values: readonly unknown[] };

/** Values are written once each where that many places, or more, have the same one on the average. */
const SHARED = 3;
/** Half a character alone: text is kept as UTF-8, which has none. */
const halfCharacter = /\p{Surrogate}/u;

/** Puts rows into columns. Throws `TypeError` when they have not all the same keys. */
export function toColumns(rows: readonly unknown[]): RowColumns {
  const first = rows.find((row) => isRecord(row));
  if (first === undefined) return { keys: [], columns: [], rowless: 'all' };
  const keys = Object.keys(first);
  const rowless: number[] = [];
  // A place without a row repeats the one before, so that a column stays of one kind.
  let last = first;
  const filled = rows.map((row, place) => {
    if (row === null) rowless.push(place);
    else if (!hasKeys(row, keys)) throw new TypeError('Rows of one list have the same keys');
    else last = row;
    return last;
  });
  return { keys, columns: keys.map((key) => toColumn(filled.map((row) => row[key]))), rowless };
}

function hasKeys(row: unknown, keys: readonly string[]): row is Readonly<Record<string, unknown>> {
  return isRecord(row) && Object.keys(row).length === keys.length && keys.every((key) => key in row);
}

/** The shortest column of these values. */
function toColumn(values: readonly unknown[]): Column {
  const [first] = values;
  if (values.length > 0 && values.every((value) => value === first)) return { all: first };
  return shareValues(values) ?? toLines(values) ?? { values };
}

function shareValues(values: readonly unknown[]): Column | undefined {
  const most = values.length / SHARED;
  const places = new Map<unknown, number>();
  const which: number[] = [];
  for (const value of values) {
    const known = places.get(value) ?? places.size;
    if (known >= most) return undefined;
    places.set(value, known);
    which.push(known);
  }
  return { values: [...places.keys()], which };
}

/** A column of lines; undefined where not all values are text that a line can be. */
export function toLines(values: readonly unknown[]): Column | undefined {
  if (values.length === 0 || !values.every((value) => typeof value === 'string' && !value.includes('\n')))
    return undefined;
  const lines = values.join('\n');
  return halfCharacter.test(lines) ? undefined : { lines };
}

/**
 * Reads rows of so many places one by one, each anew: null where a place has none. Throws `RangeError` where a column is too short or too
 * long.
 */
export function rowReader({ keys, columns, rowless }: RowColumns, count: number): (place: number) => unknown {
  if (rowless === 'all') return () => null;
  const common: Record<string, unknown> = {};
  const varying: { readonly key: string; readonly valueAt: ReadValue }[] = [];
  for (const [index, column] of columns.entries()) {
    const key = keys[index] ?? '';
    common[key] = 'all' in column ? column.all : null;
    if (!('all' in column)) varying.push({ key, valueAt: valueReader(column, count) });
  }
  const isRowless = new Uint8Array(count);
  for (const place of rowless) isRowless[place] = 1;
  return (place) => {
    if (isRowless[place] === 1) return null;
    // A copy, so that all rows are of one shape from the start.
    const row = { ...common };
    for (const { key, valueAt } of varying) row[key] = valueAt(place);
    return row;
  };
}

type ReadValue = (place: number) => unknown;

/** Reads a column of so many places one by one. Throws as `rowReader` does. */
export function valueReader(column: Column, count: number): ReadValue {
  if ('all' in column) return () => column.all;
  if ('lines' in column) return lineReader(column.lines, count);
  if (!('which' in column)) {
    mustBeSame(column.values.length, count);
    return (place) => column.values[place];
  }
  const { values, which } = column;
  mustBeSame(which.length, count);
  return (place) => values[which[place] ?? 0];
}

/** Lines are cut out one by one: in a long list, strings for all of them take as long as all else. */
function lineReader(lines: string, count: number): (place: number) => string {
  if (count === 0) throw new RangeError('A column has more places than there are');
  const ends = new Uint32Array(count);
  let end = -1;
  for (let place = 0; place < count; place += 1) {
    // Behind the last line there is no line feed.
    const next = place < count - 1 ? lines.indexOf('\n', end + 1) : lines.length;
    if (next < 0) throw new RangeError('A column has fewer places than there are');
    ends[place] = end = next;
  }
  if (lines.includes('\n', (ends[count - 2] ?? -1) + 1))
    throw new RangeError('A column has more places than there are');
  return (place) => lines.slice((ends[place - 1] ?? -1) + 1, ends[place]);
}

function mustBeSame(places: number, count: number): void {
  if (places !== count) throw new RangeError('A column has more places than there are, or fewer');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
