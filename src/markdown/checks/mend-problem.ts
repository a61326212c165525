import { Fragment, Slice, type Node } from 'prosemirror-model';
import type { Problem } from './problem.ts';

/** The document with a problem of it mended by its fix; undefined for one without. */
export function mendProblem(document: Node, { from, to, fix }: Problem): Node | undefined {
  switch (fix?.kind) {
    case 'level': {
      const heading = document.nodeAt(from);
      if (heading === null) return undefined;
      const mended = heading.type.create({ ...heading.attrs, level: fix.level }, heading.content, heading.marks);
      return document.replace(from, from + heading.nodeSize, new Slice(Fragment.from(mended), 0, 0));
    }
    case 'unlink': {
      const { content, openStart, openEnd } = document.slice(from, to);
      return document.replace(from, to, new Slice(withoutLinks(content), openStart, openEnd));
    }
    case undefined:
      return undefined;
  }
}

function withoutLinks(fragment: Fragment): Fragment {
  return Fragment.from(
    fragment.content.map((node) => {
      const marks = node.marks.filter(({ type }) => type.name !== 'link');
      return (node.isText ? node : node.copy(withoutLinks(node.content))).mark(marks);
    }),
  );
}
