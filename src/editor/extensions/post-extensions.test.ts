import { schema } from '#markdown';
import { getSchema } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { postExtensions } from './post-extensions.ts';

const editorSchema = getSchema(
  postExtensions({
    loadImage: () => Promise.resolve(undefined),
    onImage: () => undefined,
    onLink: () => undefined,
    onToolbar: () => undefined,
  }),
);

/** What decides which documents there can be and how they are compared. */
function shapeOfNode(from: Schema, name: string): unknown {
  const type = from.nodes[name];
  if (type === undefined) return undefined;
  const { spec } = type;
  return {
    content: spec.content ?? '',
    marks: type.markSet === null ? 'all' : type.markSet.map((mark) => mark.name),
    groups: (spec.group ?? '').split(' '),
    inline: type.isInline,
    atom: type.isAtom,
    code: spec.code === true,
    defining: spec.defining === true,
    isolating: spec.isolating === true,
    tableRole: Reflect.get(spec, 'tableRole'),
    attrs: Object.fromEntries(Object.entries(spec.attrs ?? {}).map(([key, attr]) => [key, attr.default])),
  };
}

function shapeOfMark(from: Schema, name: string): unknown {
  const type = from.marks[name];
  if (type === undefined) return undefined;
  return {
    inclusive: type.spec.inclusive !== false,
    excludes: Object.keys(from.marks).filter((other) => {
      const found = from.marks[other];
      return found !== undefined && type.excludes(found);
    }),
    attrs: Object.fromEntries(Object.entries(type.spec.attrs ?? {}).map(([key, attr]) => [key, attr.default])),
  };
}

describe('the editor’s schema', () => {
  it('[R11] has the nodes and marks of the document schema, marks in the same order', () => {
    expect(Object.keys(editorSchema.nodes).sort()).toEqual(Object.keys(schema.nodes).sort());
    expect(Object.keys(editorSchema.marks)).toEqual(Object.keys(schema.marks));
    expect(editorSchema.topNodeType.name).toBe('doc');
  });

  it.each(Object.keys(schema.nodes))('[R11] has the same %s', (name) => {
    expect(shapeOfNode(editorSchema, name)).toEqual(shapeOfNode(schema, name));
  });

  it.each(Object.keys(schema.marks))('[R11] has the same mark %s', (name) => {
    expect(shapeOfMark(editorSchema, name)).toEqual(shapeOfMark(schema, name));
  });

  it('[R11] begins a new block as a paragraph, as the document schema does', () => {
    expect(editorSchema.topNodeType.contentMatch.defaultType?.name).toBe(
      schema.topNodeType.contentMatch.defaultType?.name,
    );
  });
});
