import type { Node } from '@tiptap/pm/model';
import { textAttribute } from '../attribute.ts';

/** A footnote's mark in the text or its definition, with its place. */
export interface FootnotePlace {
  /** As written, without `[^` and `]`. */
  readonly label: string;
  readonly pos: number;
  readonly node: Node;
}

export interface Footnotes {
  readonly references: readonly FootnotePlace[];
  readonly definitions: readonly FootnotePlace[];
}

const label = /^\s*\[\^((?:[^\]\\]|\\.)+)\]/;

/** The label of a footnote's mark; undefined for every other node. */
export function referenceLabel(node: Node | null | undefined): string | undefined {
  return node?.type.name === 'lockedInline' && textAttribute(node, 'kind') === 'footnote-reference'
    ? label.exec(textAttribute(node, 'source'))?.[1]
    : undefined;
}

/** The label of a footnote's definition; undefined for every other node. */
export function definitionLabel(node: Node | null | undefined): string | undefined {
  return node?.type.name === 'lockedBlock' && textAttribute(node, 'kind') === 'footnote-definition'
    ? label.exec(textAttribute(node, 'source'))?.[1]
    : undefined;
}

/** All footnotes of a document, in time that grows with it: for commands, not for keys that type. */
export function findFootnotes(doc: Node): Footnotes {
  const references: FootnotePlace[] = [];
  const definitions: FootnotePlace[] = [];
  doc.descendants((node, pos) => {
    const [reference, definition] = [referenceLabel(node), definitionLabel(node)];
    if (reference !== undefined) references.push({ label: reference, pos, node });
    if (definition !== undefined) definitions.push({ label: definition, pos, node });
  });
  return { references, definitions };
}

/** Whether two labels name the same footnote: as in Markdown, capitals make no difference. */
export function isSameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
