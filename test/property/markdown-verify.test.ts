import { array, assert, constantFrom, nat, property, record, shuffledSubarray } from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, parseMarkdown, serializeMarkdown } from '#markdown';
import { oddMarkdown } from './markdown-corpus.ts';
import { applyOperation, operationNames } from './markdown-edits.ts';

const isLong = process.env['GALLEY_LONG'] !== undefined;
const seed = Number(process.env['GALLEY_SEED'] ?? 20260102);
const share = nat(999).map((thousandths) => thousandths / 1_000);

test(
  '[R4] a long text, of which only touched blocks are read back, shows the document as a whole',
  { timeout: 900_000 },
  () => {
    assert(
      property(
        shuffledSubarray([...oddMarkdown], { minLength: 3, maxLength: 8 }),
        constantFrom('\n\n', '\n', ''),
        array(record({ name: constantFrom(...operationNames), at: share, to: share, pick: nat(1_000) }), {
          minLength: 1,
          maxLength: 5,
        }),
        (pieces, separator, series) => {
          const parsed = parseMarkdown(pieces.join(separator));
          const document = series.reduce((doc, step) => applyOperation(doc, step) ?? doc, parsed.document);
          const outcome = serializeMarkdown(parsed, document);
          if (outcome.kind === 'refused') return;
          expect(comparable(parseMarkdown(outcome.text).document)).toBe(comparable(document));
        },
      ),
      { seed, numRuns: isLong ? Number(process.env['GALLEY_RUNS'] ?? 10_000) : 150, endOnFailure: true },
    );
  },
);
