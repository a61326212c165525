import type { Root } from 'mdast';
import * as v from 'valibot';
import type { InspectOptions, SourceInspection } from '../inspect/inspect-source.ts';
import type { SerializeOptions } from '../serialize-markdown.ts';

/** What the tab asks of the Markdown worker; `id` comes back with the answer. */
export const markdownRequest = v.variant('kind', [
  v.object({ kind: v.literal('parse'), id: v.number(), source: v.string() }),
  v.object({
    kind: v.literal('inspect'),
    id: v.number(),
    source: v.string(),
    options: v.custom<InspectOptions>(isObject),
  }),
  v.object({
    kind: v.literal('serialize'),
    id: v.number(),
    source: v.string(),
    document: v.unknown(),
    options: v.custom<SerializeOptions>(isObject),
  }),
]);

export type MarkdownRequest = v.InferOutput<typeof markdownRequest>;

/** What the worker answers. Trees and inspections come from our own code in the worker and are not looked at again. */
export const markdownAnswer = v.variant('kind', [
  v.object({ kind: v.literal('parsed'), id: v.number(), tree: v.custom<Root>(isRoot) }),
  v.object({ kind: v.literal('inspected'), id: v.number(), inspection: v.custom<SourceInspection>(isObject) }),
  v.object({ kind: v.literal('saved'), id: v.number(), text: v.string() }),
  v.object({ kind: v.literal('refused'), id: v.number(), reason: v.string() }),
  v.object({ kind: v.literal('failed'), id: v.number(), message: v.string() }),
]);

export type MarkdownAnswer = v.InferOutput<typeof markdownAnswer>;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isRoot(value: unknown): boolean {
  return isObject(value) && Reflect.get(value, 'type') === 'root';
}
