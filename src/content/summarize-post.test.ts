import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPost } from '../../test/property/any-post.ts';
import { parsePost } from './parse-post.ts';
import { summarizePost } from './summarize-post.ts';
import { summarizeQuickly } from './summarize-quickly.ts';

describe('the row of a post', () => {
  it('[C6] is that of the post as it would be opened, however long its first line and its body are', () => {
    fc.assert(
      fc.property(anyPost, fc.constantFrom(0, 1), fc.nat(1100), (short, isLong, length) => {
        const source =
          isLong === 0 ? short : `${short.replace(/\n|$/, `${'ü'.repeat(length)}$&`)}\n${'More.\n'.repeat(200)}`;
        const post = parsePost(source);
        const row = summarizePost('posts/the-file.md', new TextEncoder().encode(source));
        expect(row).toEqual({
          format: post.format,
          title: (post.fields.title ?? '') === '' ? 'The file' : post.fields.title,
          author: post.fields.authorName ?? '',
          thumbnail: post.fields.thumbnail ?? '',
          unreadable: false,
        });
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  it('is the same when it is made quickly, or there is none', () => {
    let quick = 0;
    fc.assert(
      fc.property(anyPost, fc.nat(1100), (short, length) => {
        for (const source of [short, `${short}\n${'More.\n'.repeat(length)}`]) {
          const content = new TextEncoder().encode(source);
          const row = summarizeQuickly('posts/the-file.md', content);
          if (row === undefined) continue;
          quick += 1;
          expect(row).toEqual(summarizePost('posts/the-file.md', content));
        }
      }),
      { seed: 6, numRuns: 3000 },
    );
    expect(quick).toBeGreaterThan(2000);
  });

  it.each([
    ['a title alone', '# One\n\nBody\n', true],
    ['author divs', '# One\n\n<div class="writerName"> \nAda\n</div>\n\nBody\n', true],
    ['simple front matter', '---\ntitle: One\ntags: [a, b]\n---\n\nBody\n', true],
    ['JSON', '{"title": "One"}\n\nBody\n', true],
    ['no title', 'Body\n\nMore\n', true],
    ['a title with markup', '# *One*\n\nBody\n', false],
    ['an underlined title', 'One\n===\n\nBody\n', false],
    ['front matter that takes a parser', '---\ntitle: >-\n  One\n---\n\nBody\n', false],
    ['TOML', '+++\ntitle = "One"\n+++\n\nBody\n', false],
  ])('is made quickly of %s: %j is %s', (_name, source, isQuick) => {
    const row = summarizeQuickly('', new TextEncoder().encode(source));
    expect(row !== undefined).toBe(isQuick);
  });

  it.each([
    ['+++\ntitle = "Real"\nx = """\n===\n', '"""\n+++\n\nBody\n'],
    [';;;\n{"title": "Real", "x": "\n===\n', '"}\n;;;\n\nBody\n'],
    ['---js\nfoo\n===\n', '---\n\nBody\n'],
    ['\uFEFF---\ntitle: Real\nx: |\n ===\n', '---\n\nBody\n'],
    ['{"title": "Real",\n"x": "\\\n===\n', '"}\n\nBody\n'],
  ])('is that of a post whose front matter closes far down: %j', (head, tail) => {
    const source = head + 'More words.\n'.repeat(100) + tail;
    const { format, fields } = parsePost(source);
    const row = summarizePost('posts/the-file.md', new TextEncoder().encode(source));
    expect(row).toMatchObject({ format, title: (fields.title ?? '') === '' ? 'The file' : fields.title });
  });
});
