/** Everything that can end a verbatim block: `{% endraw %}`, `{{< /highlight >}}`, `$$` at the end of a line. */
const closer =
  /\{%-?[ \t]*end([A-Za-z_]+)[ \t]*-?%\}|\{\{[<%][ \t]*\/[ \t]*([\w./-]+)[ \t]*[%>]\}\}|(\${2,})[ \t]*(?=[\r\n]|$)/g;

/** Where the closing markers of verbatim blocks end, found in one pass when first asked for. */
export class CloserIndex {
  readonly #source: string;
  #ends: Map<string, number[]> | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** The end of the first closer called `key` ("liquid raw", "shortcode highlight", "math") that begins at or after `offset`. */
  after(key: string, offset: number): number | undefined {
    this.#ends ??= findClosers(this.#source);
    const ends = this.#ends.get(key) ?? [];
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return ends[low];
  }
}

function findClosers(source: string): Map<string, number[]> {
  const ends = new Map<string, number[]>();
  for (const match of source.matchAll(closer)) {
    const [, liquid, shortcode] = match;
    const key =
      liquid === undefined ? (shortcode === undefined ? 'math' : `shortcode ${shortcode}`) : `liquid ${liquid}`;
    const list = ends.get(key);
    const end = match.index + (key === 'math' ? match[0].trimEnd().length : match[0].length);
    if (list === undefined) ends.set(key, [end]);
    else list.push(end);
  }
  return ends;
}
