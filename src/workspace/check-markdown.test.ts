import { describe, expect, it } from 'vitest';
import { checkMarkdownFile } from './check-markdown.ts';

const post = '# Title\n\nSome *words* here\nand more.\n\n- a\n- b `c`\n\n| a |\n|---|\n| b |\n';

describe('checkMarkdownFile', () => {
  it.each([1, 2, 3])('inserts a word into each text block, seed %i', (seed) => {
    const check = checkMarkdownFile(new TextEncoder().encode(post), { edits: true, seed });
    expect(check).toEqual({ identical: true, edits: 5, localEdits: 5, refused: 0 });
  });

  it('takes 50 blocks of a long file', () => {
    const bytes = new TextEncoder().encode('a b\n\n'.repeat(200));
    expect(checkMarkdownFile(bytes, { edits: true, seed: 1 })).toMatchObject({ edits: 50, localEdits: 50 });
  });

  it('counts a file that is not UTF-8 as identical, with the reason', () => {
    expect(checkMarkdownFile(Uint8Array.of(0xff, 0x41), { edits: true, seed: 1 })).toMatchObject({
      identical: true,
      reason: 'not-utf8',
    });
  });

  it('counts a file that is only shown as source as identical, with the reason', () => {
    const check = checkMarkdownFile(new TextEncoder().encode('>'.repeat(5000)), { edits: true, seed: 1 });
    expect(check).toMatchObject({ identical: true, edits: 0, reason: expect.any(String) });
  });
});
