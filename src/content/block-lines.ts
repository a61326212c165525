import { blockRanges, parseMarkdown } from '#markdown';
import { readLayout } from './post-layout.ts';

/** The lines of each block of a post's body, counted in the whole file from 0; `to` is not included. In the order of `comparePosts`. */
export function blockLines(text: string): readonly { readonly from: number; readonly to: number }[] {
  const { bodyStart } = readLayout(text);
  const ranges = blockRanges(parseMarkdown(text.slice(bodyStart)));
  const counter = lineCounter(text);
  return ranges.map(({ from, to }) => ({ from: counter(from + bodyStart), to: counter(to + bodyStart) + 1 }));
}

/** Counts the line ends before offsets that are asked for in order. */
function lineCounter(text: string): (offset: number) => number {
  let [at, line] = [0, 0];
  return (offset) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
