import type { DiffLine } from '#ui';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from './diff-lines.ts';

function draw(before: string, after: string): readonly string[] {
  const diff = diffLines(before, after);
  return diff.kind === 'lines' ? diff.lines.map(drawLine) : [diff.kind];
}

function drawLine(line: DiffLine): string {
  if (line.kind === 'fold') return `… ${line.count}`;
  const sign = { same: ' ', added: '+', removed: '-' }[line.kind];
  return `${sign}${line.line} ${line.runs.map((run) => (run.marked ? `[${run.text}]` : run.text)).join('')}`;
}

const ten = Array.from({ length: 10 }, (_, index) => `line ${index + 1} says something of its own\n`).join('');

describe('diffLines', () => {
  it('says when nothing differs', () => {
    expect(draw(ten, ten)).toEqual(['same']);
  });

  it('folds lines away from the change and marks the words inside it', () => {
    expect(draw(ten, ten.replace('line 5 says', 'line 5 tells'))).toEqual([
      '… 2',
      ' 3 line 3 says something of its own',
      ' 4 line 4 says something of its own',
      '-5 line 5 [says] something of its own',
      '+5 line 5 [tells] something of its own',
      ' 6 line 6 says something of its own',
      ' 7 line 7 says something of its own',
      '… 3',
    ]);
  });

  it('shows a missing last newline as a change of the last line', () => {
    expect(draw('a\nb\n', 'a\nb')).toEqual([' 1 a', '-2 b', '+2 b']);
  });

  it('shows a changed line end', () => {
    expect(draw('a\r\nb\n', 'a\nb\n')).toContain('+1 a');
    expect(draw('a\r\nb\n', 'a\nb\n').some((line) => line.startsWith('-1') && line.includes('␍'))).toBe(true);
  });

  it('shows a new file as added lines', () => {
    expect(draw('', 'a\nb\n')).toEqual(['+1 a', '+2 b']);
  });

  it('counts what it leaves out of a huge diff', () => {
    const huge = Array.from({ length: 2000 }, (_, index) => `${index}\n`).join('');
    const diff = diffLines('', huge);
    expect(diff).toMatchObject({ kind: 'lines', leftOut: 1400 });
  });

  it('leaves exactly the old lines on one side and the new lines on the other', () => {
    const text = fc.array(fc.constantFrom('a b\n', 'a c\n', 'b\n', '\n', 'x y z\n'), { maxLength: 25 });
    fc.assert(
      fc.property(text, text, (old, fresh) => {
        const diff = diffLines(old.join(''), fresh.join(''));
        if (diff.kind !== 'lines') return diff.kind === 'same' && old.join('') === fresh.join('');
        const side = (left: 'removed' | 'added') =>
          diff.lines.flatMap((line) =>
            line.kind === left ? [[line.line, line.runs.map((run) => run.text).join('')] as const] : [],
          );
        for (const [number, shown] of side('removed')) expect(`${shown}\n`).toBe(old[number - 1]);
        for (const [number, shown] of side('added')) expect(`${shown}\n`).toBe(fresh[number - 1]);
        expect(old.length - side('removed').length).toBe(fresh.length - side('added').length);
        return true;
      }),
      { seed: 20_261_124, numRuns: 500 },
    );
  });
});
