import type { Alignment } from './align-children.ts';
import type { BlockContext } from './block-context.ts';
import { joinLines } from './line-prefix.ts';
import { writeCode } from './write-code.ts';
import { writeList } from './write-list.ts';
import { writeQuote } from './write-quote.ts';
import { writeTable } from './write-table.ts';
import { writeTextblock } from './write-textblock.ts';

/** Writes a block that is new or has changed: no prefix before its first line, no line end after its last. */
export function writeBlock(alignment: Alignment, context: BlockContext): string {
  const { node } = alignment;
  switch (node.type.name) {
    case 'paragraph':
    case 'heading':
      return writeTextblock(alignment, context);
    case 'blockquote':
      return writeQuote(alignment, context);
    case 'bulletList':
    case 'orderedList':
      return writeList(alignment, context);
    case 'codeBlock':
      return writeCode(alignment, context);
    case 'table':
      return writeTable(alignment, context);
    case 'horizontalRule':
      return context.isItemStart ? '___' : context.style.rule;
    case 'lockedBlock': {
      const lines = String(node.attrs['source'] ?? '').split(/\r\n|\n|\r/);
      return joinLines(lines, { lineEnd: context.style.lineEnd, prefix: context.prefix });
    }
    default:
      throw new TypeError(`${node.type.name} is not a block`);
  }
}
