import { schema, type MarkName, type NodeName } from '#markdown';
import { Mark, Node, type Extensions, type MarkConfig, type NodeConfig } from '@tiptap/core';
import type { AttributeSpec } from '@tiptap/pm/model';
import { safeNodeView } from '../views/safe-node-view.ts';

type Attributes = Readonly<Record<string, AttributeSpec>>;

/** Attributes of the document format live in the document alone: how they are drawn is each extension's own matter. */
function attributesOf(attrs: Attributes | undefined): Record<string, { default: unknown; rendered: false }> {
  return Object.fromEntries(
    Object.entries(attrs ?? {}).map(([name, attribute]) => [
      name,
      { default: attribute.default ?? null, rendered: false as const },
    ]),
  );
}

/** A Tiptap node whose schema is the one of `#markdown`; `config` adds how it is drawn, parsed and worked with. */
export function nodeFromSpec(name: NodeName, config: Partial<NodeConfig> = {}): Extensions[number] {
  const { spec } = schema.nodes[name];
  const tableRole: unknown = Reflect.get(spec, 'tableRole');
  const taken = [
    'content',
    'marks',
    'group',
    'inline',
    'atom',
    'selectable',
    'draggable',
    'code',
    'defining',
    'isolating',
  ] as const;
  const fields = Object.fromEntries(
    taken.flatMap((field) => (spec[field] === undefined ? [] : [[field, spec[field]]])),
  );
  return Node.create({
    name,
    topNode: name === 'doc',
    ...fields,
    ...(tableRole === undefined
      ? {}
      : { extendNodeSchema: (node: { readonly name: string }) => (node.name === name ? { tableRole } : {}) }),
    ...(spec.attrs === undefined ? {} : { addAttributes: () => attributesOf(spec.attrs) }),
    ...config,
    ...safelyDrawn(config),
  });
}

/** Every node view comes through here: one that fails shows the node's text and leaves the rest of the page alone. */
function safelyDrawn({ addNodeView: add }: Partial<NodeConfig>): Partial<NodeConfig> {
  if (add === undefined || add === null) return {};
  return {
    addNodeView() {
      const render = add.call(this);
      return typeof render === 'function' ? safeNodeView(render) : render;
    },
  };
}

/** The same for a mark. */
export function markFromSpec(name: MarkName, config: Partial<MarkConfig> = {}): Extensions[number] {
  const { spec } = schema.marks[name];
  return Mark.create({
    name,
    ...(spec.inclusive === undefined ? {} : { inclusive: spec.inclusive }),
    ...(spec.excludes === undefined ? {} : { excludes: spec.excludes }),
    ...(spec.code === undefined ? {} : { code: spec.code }),
    ...(spec.attrs === undefined ? {} : { addAttributes: () => attributesOf(spec.attrs) }),
    ...config,
  });
}
