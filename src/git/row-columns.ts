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

/** The rows, with null for each place that has none. */
export function fromColumns({ keys, columns, rowless }: RowColumns, count: number): readonly unknown[] {
  if (rowless === 'all') return Array.from({ length: count }, () => null);
  const common: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) common[keys[index] ?? ''] = 'all' in column ? column.all : null;
  const rows: (Record<string, unknown> | null)[] = Array.from({ length: count }, () => ({ ...common }));
  // One key at a time, and all rows of one shape: the engine needs no warming up for that.
  for (const [index, column] of columns.entries()) {
    if ('all' in column) continue;
    const key = keys[index] ?? '';
    const values = fromColumn(column, count);
    for (let place = 0; place < count; place += 1) {
      const row = rows[place];
      if (row !== null && row !== undefined) row[key] = values[place];
    }
  }
  for (const place of rowless) rows[place] = null;
  return rows;
}

/** The values of a column of so many places. */
export function fromColumn(column: Column, count: number): readonly unknown[] {
  if ('all' in column) return Array.from({ length: count }, () => column.all);
  if ('lines' in column) return column.lines.split('\n');
  if (!('which' in column)) return column.values;
  const { values, which } = column;
  return which.map((at) => values[at]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
