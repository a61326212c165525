import type { Node } from '@tiptap/pm/model';

/** A node's attribute as text; '' where it is none. */
export function textAttribute(node: Node | null | undefined, name: string): string {
  const value: unknown = node?.attrs[name];
  return typeof value === 'string' ? value : '';
}

/** The same, null where it is none. */
export function optionalTextAttribute(node: Node | null | undefined, name: string): string | null {
  const value: unknown = node?.attrs[name];
  return typeof value === 'string' ? value : null;
}
