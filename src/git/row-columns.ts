/** Rows of one shape in columns: keys stand once, and what many rows have in common stands once too. Plain JSON. */
export interface RowColumns {
  readonly keys: readonly string[];
  readonly columns: readonly Column[];
  /** Places that have no row. */
  readonly rowless: readonly number[];
}

/** One value for each place, null where there is no row; or each value once, and for each place which of them. */
type Column = readonly unknown[] | { readonly values: readonly unknown[]; readonly which: readonly number[] };

/** Values are written once each where that many places, or more, have the same one on the average. */
const SHARED = 3;

/** Puts rows into columns. Throws `TypeError` when they have not all the same keys. */
export function toColumns(rows: readonly unknown[]): RowColumns {
  const keys = Object.keys(rows.find((row) => row !== null) ?? {});
  const rowless: number[] = [];
  const columns = keys.map((): unknown[] => []);
  for (const [place, row] of rows.entries()) {
    if (row === null) rowless.push(place);
    else if (!isRecord(row) || Object.keys(row).length !== keys.length || !keys.every((key) => key in row))
      throw new TypeError('Rows of one list have the same keys');
    for (const [index, key] of keys.entries()) columns[index]?.push(isRecord(row) ? row[key] : null);
  }
  return { keys, columns: columns.map(shareValues), rowless };
}

function shareValues(column: readonly unknown[]): Column {
  const places = new Map<unknown, number>();
  const which: number[] = [];
  for (const value of column) {
    const known = places.get(value) ?? places.size;
    places.set(value, known);
    which.push(known);
  }
  return places.size * SHARED > column.length ? column : { values: [...places.keys()], which };
}

/** The rows, with null for each place that has none. */
export function fromColumns({ keys, columns, rowless }: RowColumns, count: number): readonly unknown[] {
  const without = new Set(rowless);
  const read = columns.map((column) =>
    'which' in column ? column.which.map((place) => column.values[place]) : column,
  );
  return Array.from({ length: count }, (_, place) => {
    if (without.has(place)) return null;
    const row: Record<string, unknown> = {};
    for (let index = 0; index < keys.length; index += 1) row[keys[index] ?? ''] = read[index]?.[place];
    return row;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
