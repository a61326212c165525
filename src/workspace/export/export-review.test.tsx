import { createHash } from 'node:crypto';
import { deriveReview } from '#review';
import { describe, expect, test } from 'vitest';
import { reviewPage } from './export-review.ts';
import { offlineScript } from './offline-script.ts';
import { offlineStyle } from './offline-style.ts';
import { hashes, policy } from './policy.ts';

const id = 'a'.repeat(40);
const hostile = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</style></title></textarea><img src=x onerror=alert(1)>',
  '<img src="https://evil.test/a.png">',
  '![x](https://evil.test/a.png "t\\" onerror=alert(1)")',
  '[x](javascript:alert(1))',
  '<svg onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<base href="https://evil.test/">',
  '<form action="https://evil.test"><button class="add">Save my review</button></form>',
  '<main data-review="x"></main><div class="block at-1-99" id="save">x</div>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '```js "><script>alert(1)</script>\n</pre><script>alert(1)</script>\n```',
  '| a | <img src=x onerror=alert(1)> |\n|---|---|\n| <script>alert(1)</script> | b |',
  '- [ ] <img src=x onerror=alert(1)>\n- [x] b',
  '> <details open ontoggle=alert(1)>',
  '$$\n</span><script>alert(1)</script>\n$$',
];

function exportOf(
  files: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[],
  title = 'Say more',
) {
  const review = deriveReview({
    id,
    requestLines: [
      JSON.stringify({
        timestamp: '1700000000',
        reviewRef: 'refs/heads/cms/a',
        targetRef: 'refs/heads/main',
        requester: 'ada@example.test',
        description: `${title}\n\nWhy <b>not</b>?`,
      }),
    ],
    commentLines: [],
    head: id,
    isPublished: false,
  });
  if (review === undefined) throw new Error('no review');
  const page = reviewPage({ review, files, shownCommit: id });
  return { ...page, document: new DOMParser().parseFromString(page.html, 'text/html') };
}

function hashOf(text: string | undefined): string {
  return `sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}`;
}

describe('an exported review', () => {
  test('[O2] lets nothing run but its own script: the hashes are those of the texts', () => {
    expect(hashes).toEqual({ script: hashOf(offlineScript), style: hashOf(offlineStyle) });
    expect(policy).toContain("default-src 'none'");
    const { document } = exportOf([{ path: 'posts/a.md', before: '# A\n\nOne.\n', after: '# A\n\nOne more.\n' }]);
    const [first, second] = document.head.children;
    expect([first?.getAttribute('charset'), second?.getAttribute('content')]).toEqual(['utf-8', policy]);
    expect(hashOf(document.querySelector('script')?.textContent)).toBe(hashes.script);
    expect(hashOf(document.querySelector('style')?.textContent)).toBe(hashes.style);
  });

  test('[O1] shows title, summary, who asks, and each post word by word with the lines of its blocks', () => {
    const { document, name } = exportOf([
      { path: 'posts/a.md', before: '# A\n\nOne boat.\n\nGone.\n', after: '# A\n\nOne small boat.\n\n- new\n' },
      { path: 'posts/b.md', before: null, after: '# B\n\nNew.\n' },
      { path: 'c.png', before: null, after: null },
    ]);
    expect(name).toBe('review-say-more.html');
    expect(document.querySelector('h1')?.textContent).toBe('Say more');
    expect(document.querySelector('main > header')?.textContent).toContain('Why <b>not</b>?');
    expect(document.querySelector('main > header')?.textContent).toContain(
      'ada@example.test asks for your eyes on 3 posts',
    );
    const posts = [...document.querySelectorAll<HTMLElement>('section.post')];
    expect(posts.map(({ dataset }) => dataset['path'])).toEqual(['posts/a.md', 'posts/b.md', 'c.png']);
    const block = posts[0]?.querySelector('.at-3-3');
    expect(block?.querySelector('ins')?.textContent).toBe('Added: small ');
    expect(posts[0]?.querySelector('del.whole')?.textContent).toContain('Gone.');
    expect(posts[0]?.querySelector('.at-5-5')?.textContent).toContain('new');
    expect(posts[1]?.querySelector('header')?.textContent).toContain('new');
    expect(posts[2]?.textContent).toContain('no text');
  });

  test.each(hostile)('[O3] has nothing of %s but its text', (vector) => {
    const { document, html } = exportOf(
      [
        {
          path: 'posts/a.md',
          before: '# A\n\nBefore.\n',
          after: `# A ${vector.split('\n')[0]}\n\nBefore.\n\n${vector}\n`,
        },
        {
          path: 'posts/b.md',
          before: `---\ntitle: ${JSON.stringify(vector)}\n---\n\n${vector}\n`,
          after: '---\ntitle: B\n---\n\nB\n',
        },
      ],
      vector.split('\n')[0],
    );
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(
      document.querySelectorAll('style, iframe, object, embed, svg, math, base, link, img, form, meta[http-equiv]'),
    ).toHaveLength(3);
    expect(document.querySelectorAll('main, button')).toHaveLength(2);
    expect(document.querySelectorAll('.at-1-99')).toHaveLength(0);
    for (const element of document.querySelectorAll('*'))
      for (const { name } of element.attributes)
        expect(name).not.toMatch(/^on|^(?:src|srcset|srcdoc|href|action|style)$/i);
  });

  test('[O1] folds what is far from any change, and keeps it to be opened', () => {
    const long = Array.from({ length: 12 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
    const { document } = exportOf([{ path: 'a.md', before: `# A\n\n${long}\n`, after: `# A\n\n${long}\n\nNew.\n` }]);
    expect(document.querySelector('details summary')?.textContent).toBe('11 unchanged paragraphs');
    expect(document.querySelector('details')?.textContent).toContain('Paragraph 3.');
  });
});
