import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../parse-markdown.ts';
import { compareBlocks } from './compare-blocks.ts';
import type { BlockDiff, Change, Fate, InlineDiff, ShownBlock } from './rendered-diff.ts';

function compare(before: string, after: string): readonly BlockDiff[] {
  return compareBlocks(parseMarkdown(before).document, parseMarkdown(after).document);
}

/** A line of text as written for tests: [-what went-], {+what came+}. */
function say(content: readonly InlineDiff[]): string {
  return content
    .map((piece) => {
      const text =
        piece.kind === 'text'
          ? piece.marks.reduce((inner, mark) => `<${mark.kind}:${inner}>`, piece.text)
          : piece.kind === 'image'
            ? `(${piece.src})`
            : piece.kind === 'locked'
              ? piece.source
              : '/';
      return piece.change === 'same' ? text : piece.change === 'added' ? `{+${text}+}` : `[-${text}-]`;
    })
    .join('');
}

function sayBlock({ change, move, shown }: BlockDiff): string {
  const text = shown.kind === 'text' ? say(shown.content) : shown.kind;
  return `${change}${move === null ? '' : ` ${move}`}: ${text}`;
}

function sayAll(before: string, after: string): string[] {
  return compare(before, after).map(sayBlock);
}

describe('words', () => {
  test('a changed word is one that went and one that came', () => {
    expect(sayAll('The quick fox jumps.', 'The slow fox jumps.')).toEqual([
      'changed: The [-quick-]{+slow+} fox jumps.',
    ]);
  });

  test('changes with only a blank between them are told as one', () => {
    expect(sayAll('One two three four five.', 'One deux trois four five.')).toEqual([
      'changed: One [-two three-]{+deux trois+} four five.',
    ]);
  });

  test('words keep their marks, and a word that only becomes bold is told', () => {
    expect(sayAll('A *nice* day in May', 'A *nice* **day** in May')).toEqual([
      'changed: A <italic:nice> [-day-]{+<bold:day>+} in May',
    ]);
  });

  test('a link that leads elsewhere is told', () => {
    expect(sayAll('See [the page](/a) for more.', 'See [the page](/b) for more.')).toEqual([
      'changed: See [-<link:the page>-]{+<link:the page>+} for more.',
    ]);
  });

  test('a replaced picture stands before and after', () => {
    expect(sayAll('Look ![x](a.png) here now', 'Look ![x](b.png) here now')).toEqual([
      'changed: Look [-(a.png)-]{+(b.png)+} here now',
    ]);
  });

  test('text without spaces is compared by words, and no character is cut in two', () => {
    expect(sayAll('👩‍👩‍👧 and cafe\u0301 we ate', '👩‍👩‍👦 and café we ate')).toEqual([
      'changed: [-👩‍👩‍👧-]{+👩‍👩‍👦+} and [-cafe\u0301-]{+café+} we ate',
    ]);
    expect(sayAll('今日は天気がいいです', '今日は天気が悪いです')).toEqual([
      'changed: 今日は天気が[-いい-]{+悪い+}です',
    ]);
  });
});

describe('blocks', () => {
  test('an inserted paragraph leaves the others as they are', () => {
    expect(sayAll('One.\n\nTwo.', 'One.\n\nA new one.\n\nTwo.')).toEqual([
      'same: One.',
      'added: A new one.',
      'same: Two.',
    ]);
  });

  test('a paragraph written anew went and came', () => {
    expect(sayAll('Nothing of this is left over.', 'Entirely different words stand here instead.')).toEqual([
      'removed: Nothing of this is left over.',
      'added: Entirely different words stand here instead.',
    ]);
  });

  test('a moved paragraph stands at both places with one number', () => {
    expect(
      sayAll(
        '# A\n\nThis one goes down the page.\n\nB b b.\n\nC c c.',
        '# A\n\nB b b.\n\nC c c.\n\nThis one goes down the page.',
      ),
    ).toEqual([
      'same: A',
      'moved-from 1: This one goes down the page.',
      'same: B b b.',
      'same: C c c.',
      'moved-to 1: This one goes down the page.',
    ]);
  });

  test('a paragraph that moved and changed shows what changed where it is now', () => {
    const moved = 'This rather long paragraph goes down to the end of the whole page.';
    expect(
      sayAll(`${moved}\n\nB b b.\n\nC c c.`, `B b b.\n\nC c c.\n\n${moved.replace('rather', 'very')}`).at(-1),
    ).toBe('moved-to 1: This [-rather-]{+very+} long paragraph goes down to the end of the whole page.');
  });

  test('a heading that becomes deeper has both levels', () => {
    expect(compare('## Same words here', '### Same words here')[0]?.shown).toMatchObject({ level: 3, wasLevel: 2 });
  });

  test('a list is compared item by item, with the check of a task', () => {
    const shown = compare('- [ ] milk\n- [ ] bread', '- [x] milk\n- [ ] bread\n- [ ] eggs')[0]?.shown;
    expect(
      shown?.kind === 'list' && shown.items.map(({ change, checked, wasChecked }) => [change, checked, wasChecked]),
    ).toEqual([
      ['changed', true, false],
      ['same', false, false],
      ['added', false, false],
    ]);
  });

  test('code is compared by lines', () => {
    const shown = compare('```js\na\nb\nc\n```', '```js\na\nB\nc\n```')[0]?.shown;
    expect(shown?.kind === 'code' && shown.lines.map(({ change, text }) => `${change} ${text}`)).toEqual([
      'same a',
      'removed b',
      'added B',
      'same c',
    ]);
  });

  test('a locked block is compared as source', () => {
    const shown = compare('<div>\none\n</div>', '<div>\ntwo\n</div>')[0]?.shown;
    expect(shown?.kind === 'locked' && shown.lines.map(({ change, text }) => `${change} ${text}`)).toEqual([
      'same <div>',
      'removed one',
      'added two',
      'same </div>',
    ]);
  });

  test('a table is compared by cells, and a new column is new in each row', () => {
    const before = '| A | B |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |';
    const after = '| A | N | B |\n| - | - | - |\n| 1 | x | 2 |\n| 3 | y | 5 |';
    const shown = compare(before, after)[0]?.shown;
    expect(
      shown?.kind === 'table' &&
        shown.rows.map((row) => row.cells.map((cell) => `${cell.change} ${say(cell.content)}`)),
    ).toEqual([
      ['same A', 'added N', 'same B'],
      ['same 1', 'added x', 'same 2'],
      ['same 3', 'added y', 'same [-4-]{+5+}'],
    ]);
  });
});

type Side = 'before' | 'after';

function isOn(side: Side, change: Fate['change'] | Change): boolean {
  if (change === 'added' || change === 'moved-to') return side === 'after';
  if (change === 'removed' || change === 'moved-from') return side === 'before';
  return true;
}

/** What one version shows, read out of a comparison by leaving out the other's pieces. */
function readBlocks(side: Side, blocks: readonly BlockDiff[]): unknown[] {
  return blocks.filter(({ change }) => isOn(side, change)).map(({ shown }) => readBlock(side, shown));
}

function readInline(side: Side, content: readonly InlineDiff[]): unknown[] {
  const pieces: string[] = [];
  let look = '';
  for (const piece of content.filter((one) => isOn(side, one.change))) {
    const next = piece.kind === 'text' ? JSON.stringify(piece.marks) : '';
    if (piece.kind === 'text' && next === look) pieces[pieces.length - 1] += piece.text;
    else pieces.push(piece.kind === 'text' ? piece.text : JSON.stringify({ ...piece, change: 'same' }));
    look = next;
  }
  return pieces;
}

function readBlock(side: Side, shown: ShownBlock): unknown {
  const of = <Value>(before: Value, after: Value): Value => (side === 'before' ? before : after);
  switch (shown.kind) {
    case 'text':
      return [of(shown.wasLevel, shown.level), readInline(side, shown.content)];
    case 'quote':
      return ['quote', readBlocks(side, shown.blocks)];
    case 'callout':
      return ['callout', of(shown.wasTitle, shown.title), readBlocks(side, shown.blocks)];
    case 'list':
      return [
        of(shown.wasStart, shown.start),
        shown.items
          .filter(({ change }) => isOn(side, change))
          .map((item) => [of(item.wasChecked, item.checked), readBlocks(side, item.blocks)]),
      ];
    case 'code':
    case 'locked':
      return [shown.kind, shown.lines.filter(({ change }) => isOn(side, change)).map(({ text }) => text)];
    case 'table':
      return shown.rows
        .filter(({ change }) => isOn(side, change))
        .map((row) =>
          row.cells.filter(({ change }) => isOn(side, change)).map((cell) => readInline(side, cell.content)),
        );
    case 'rule':
      return 'rule';
  }
}

const word = fc.constantFrom(
  'one',
  'two',
  '*three*',
  '**four**',
  '[five](/x)',
  '`six`',
  '![7](7.png)',
  'ä',
  '8',
  'nine ten eleven',
);
const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
const block = fc.oneof(
  { weight: 5, arbitrary: sentence },
  sentence.map((text) => `## ${text}`),
  fc.tuple(fc.constantFrom('NOTE', 'TIP'), sentence).map(([kind, text]) => `> [!${kind}]\n> ${text}`),
  fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
  fc
    .array(sentence, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item, at) => `${at + 3}. [x] ${item}`).join('\n')),
  sentence.map((text) => `> ${text}\n>\n> ${text}`),
  fc.array(sentence, { maxLength: 5 }).map((lines) => `\`\`\`\n${lines.join('\n')}\n\`\`\``),
  fc.array(fc.array(sentence, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 4 }).map((rows) => {
    const width = rows[0]?.length ?? 2;
    const line = (cells: readonly string[]): string =>
      `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
    const [head = [], ...rest] = rows;
    return [line(head), line(Array.from({ length: width }, () => '-')), ...rest.map(line)].join('\n');
  }),
  fc.constantFrom('***', '<div>\nhtml\n</div>', '{{< youtube abc >}}'),
);
const post = fc.array(block, { maxLength: 12 });

/** Two versions of one post: the second with blocks cut out, put elsewhere, changed and added. */
const versions = fc
  .tuple(post, post, fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 4 }))
  .map(([base, other, moves]) => {
    const after = [...base];
    moves.forEach(([from, to], at) => {
      const [cut] = after.splice(from % (after.length + 1), 1);
      const fresh = other[at];
      if (cut !== undefined && at % 2 === 0) after.splice(to % (after.length + 1), 0, cut);
      if (cut !== undefined && at % 2 === 1) after.splice(from % (after.length + 1), 0, cut.replace('one', 'uno'));
      if (fresh !== undefined) after.splice(to % (after.length + 1), 0, fresh);
    });
    return [base.join('\n\n'), after.join('\n\n')] as const;
  });

describe('whole versions', () => {
  test('without what came it is the earlier version, without what went the later one', () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const blocks = compare(before, after);
        expect(readBlocks('before', blocks)).toEqual(readBlocks('after', compare(before, before)));
        expect(readBlocks('after', blocks)).toEqual(readBlocks('after', compare(after, after)));
      }),
      { numRuns: 80 },
    );
  });

  test('a version differs in nothing from itself', () => {
    fc.assert(
      fc.property(post, (blocks) => {
        const text = blocks.join('\n\n');
        expect(compare(text, text).every(({ change }) => change === 'same')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('thousands of paragraphs in another order are compared in a moment', () => {
    const paragraphs = Array.from(
      { length: 2_000 },
      (_, at) => `Paragraph ${at} has words ${at * 7} and ${at * 13} in it.`,
    );
    const shuffled = paragraphs.map((_, at) => paragraphs[(at * 1_234_567) % paragraphs.length] ?? '');
    const started = performance.now();
    const blocks = compare(paragraphs.join('\n\n'), shuffled.join('\n\n'));
    expect(readBlocks('after', blocks)).toHaveLength(2_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('callouts', () => {
  const calloutOf = (before: string, after: string) => {
    const shown = compare(before, after)[0]?.shown;
    if (shown?.kind !== 'callout') return shown?.kind;
    const { look, title, wasTitle, blocks } = shown;
    return { look, title, wasTitle, blocks: blocks.map(sayBlock) };
  };

  test.each([
    ['an alert', '> [!TIP]\n> One *two* three.\n', '> [!TIP]\n> One *two* 3.\n'],
    ['a directive', ':::tip\nOne *two* three.\n:::\n', ':::tip\nOne *two* 3.\n:::\n'],
    ['an admonition', '!!! tip\n    One *two* three.\n', '!!! tip\n    One *two* 3.\n'],
  ])('%s is shown without how it is written, and its words are compared', (_name, before, after) => {
    expect(calloutOf(before, after)).toEqual({
      look: 'tip',
      title: 'Tip',
      wasTitle: 'Tip',
      blocks: ['changed: One <italic:two> [-three-]{+3+}.'],
    });
  });

  test('another kind or title is told', () => {
    expect(calloutOf('> [!TIP]\n> a b c\n', '> [!WARNING]\n> a b c\n')).toMatchObject({
      look: 'warning',
      title: 'Warning',
      wasTitle: 'Tip',
    });
    expect(calloutOf(':::note[One]\na b c\n:::\n', ':::note[Two]\na b c\n:::\n')).toMatchObject({
      title: 'Note: Two',
      wasTitle: 'Note: One',
    });
  });

  test('what changed in how it is written alone is shown as it is written', () => {
    expect(calloutOf(':::note{.a}\nx\n:::\n', ':::note{.b}\nx\n:::\n')).toBe('locked');
    expect(calloutOf('> a b c d\n', '> [!NOTE]\n> a b c d\n')).toBe('quote');
  });

  test('one that came is whole', () => {
    expect(compare('', '> [!NOTE]\n>\n> a\n').map(sayBlock)).toEqual(['added: callout']);
  });
});

describe('[E86] what people see as one character', () => {
  test.each([
    ['an emoji of several', 'by 👩🏽‍🚀 now', 'by 👩🏻‍🚀 now', 'by [-👩🏽‍🚀-]{+👩🏻‍🚀+} now'],
    ['a pair of surrogates', 'the 𝒳 axis', 'the 𝒴 axis', 'the [-𝒳-]{+𝒴+} axis'],
    ['a flag', 'of 🇳🇱 sea', 'of 🇳🇴 sea', 'of [-🇳🇱-]{+🇳🇴+} sea'],
  ])('%s is never divided', (_name, before, after, said) => {
    expect(sayAll(before, after)).toEqual([`changed: ${said}`]);
  });

  test('marks that combine stay with their letter, and text from right to left in its order', () => {
    const pieces = (before: string, after: string) =>
      compare(before, after).flatMap(({ shown }) => (shown.kind === 'text' ? shown.content : []));
    for (const piece of pieces('cafe\u{301} ole\u{301}', 'cafe\u{300} ole\u{301}')) {
      expect(piece.kind === 'text' && /^\p{M}/u.test(piece.text)).toBe(false);
    }
    expect(sayAll('שלום עולם ישן', 'שלום עולם חדש')).toEqual(['changed: שלום עולם [-ישן-]{+חדש+}']);
  });
});
