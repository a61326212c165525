/** Rows of one shape in columns: keys stand once, and what many rows have in common stands once too. */
export interface RowColumns {
  readonly keys: readonly string[];
  readonly columns: readonly Column[];
  /** Places that have no row. */
  readonly rowless: readonly number[];
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
  let last = rows.find((row) => isRecord(row)) ?? {};
  const keys = Object.keys(last);
  const rowless: number[] = [];
  const columns = keys.map((): unknown[] => []);
  for (const [place, row] of rows.entries()) {
    if (row === null) rowless.push(place);
    else if (!isRecord(row) || Object.keys(row).length !== keys.length || !keys.every((key) => key in row))
      throw new TypeError('Rows of one list have the same keys');
    // A place without a row repeats the one before, so that a column stays of one kind.
    else last = row;
    for (const [index, key] of keys.entries()) columns[index]?.push(last[key]);
  }
  return { keys, columns: columns.map(toColumn), rowless };
}

/** The shortest column of these values. */
export function toColumn(values: readonly unknown[]): Column {
  const places = new Map<unknown, number>();
  const which: number[] = [];
  for (const value of values) {
    const known = places.get(value) ?? places.size;
    places.set(value, known);
    which.push(known);
  }
  if (places.size === 1) return { all: values[0] };
  if (places.size * SHARED <= values.length) return { values: [...places.keys()], which };
  return toLines(values) ?? { values };
}

function toLines(values: readonly unknown[]): Column | undefined {
  if (!values.every((value) => typeof value === 'string' && !value.includes('\n'))) return undefined;
  const lines = values.join('\n');
  return halfCharacter.test(lines) ? undefined : { lines };
}

/** The rows, with null for each place that has none. */
export function fromColumns({ keys, columns, rowless }: RowColumns, count: number): readonly unknown[] {
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
