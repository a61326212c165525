import type { TreeFile, TreeFiles } from './tree-listing.ts';

/** A list that makes a file when it is read and keeps none: tens of thousands of objects that stay are what a reload waits for. */
export abstract class LazyFiles<Row> implements TreeFiles<Row> {
  abstract readonly length: number;
  /** The file at a place that is below `length`. */
  protected abstract fileAt(place: number): TreeFile<Row>;

  at(place: number): TreeFile<Row> | undefined {
    const counted = place < 0 ? place + this.length : place;
    return counted >= 0 && counted < this.length ? this.fileAt(counted) : undefined;
  }

  *[Symbol.iterator](): Generator<TreeFile<Row>, void> {
    for (let place = 0; place < this.length; place += 1) yield this.fileAt(place);
  }

  map<Value>(make: (file: TreeFile<Row>, place: number) => Value): Value[] {
    return Array.from(this, make);
  }

  filter(isWanted: (file: TreeFile<Row>) => boolean): TreeFile<Row>[] {
    const wanted: TreeFile<Row>[] = [];
    for (const file of this) if (isWanted(file)) wanted.push(file);
    return wanted;
  }

  find(isWanted: (file: TreeFile<Row>) => boolean): TreeFile<Row> | undefined {
    for (const file of this) if (isWanted(file)) return file;
    return undefined;
  }

  every(isSo: (file: TreeFile<Row>) => boolean): boolean {
    return this.find((file) => !isSo(file)) === undefined;
  }
}
