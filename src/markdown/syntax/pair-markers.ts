import type { Marker } from './scan-markers.ts';

/** Blocks `first` to `last` of one container, that belong together. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

interface OpenMarker {
  readonly key: string;
  readonly block: number;
}

/**
 * Which neighbouring blocks belong together because one opens what another closes. `markers[i]` are those of block i. An opener
 * without a closer, and a closer without an opener, join nothing; a closer passes over unclosed openers of its own language to
 * reach its own. Spans come in order and do not overlap.
 */
export function pairMarkers(markers: readonly (readonly Marker[])[]): readonly Span[] {
  const stacks = new Map<string, OpenMarker[]>();
  const counts = new Map<string, number>();
  const spans: Span[] = [];
  for (const [block, list] of markers.entries()) {
    for (const { key, role } of list) {
      const language = key.slice(0, key.includes(' ') ? key.indexOf(' ') : key.length);
      const stack = stacks.get(language) ?? [];
      stacks.set(language, stack);
      const close = (): void => {
        for (let open = stack.pop(); open !== undefined; open = stack.pop()) {
          counts.set(open.key, (counts.get(open.key) ?? 1) - 1);
          if (open.key !== key) continue;
          if (open.block !== block) spans.push({ first: open.block, last: block });
          return;
        }
      };
      if (role === 'close') {
        if ((counts.get(key) ?? 0) > 0) close();
      } else {
        // A paragraph can't hold another: HTML closes the first by itself.
        if (key === 'html p' && stack.at(-1)?.key === key) stack.pop();
        else counts.set(key, (counts.get(key) ?? 0) + 1);
        stack.push({ key, block });
      }
    }
  }
  return union(spans);
}

function union(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.first - b.first)) {
    const before = joined.at(-1);
    if (before === undefined || span.first > before.last) joined.push(span);
    else joined[joined.length - 1] = { first: before.first, last: Math.max(before.last, span.last) };
  }
  return joined;
}
