import { describe, expect, test } from 'vitest';
import { renderPage, type PageConfiguration } from './page.ts';

const configuration: PageConfiguration = {
  repository: { name: '"><script>alert(1)</script>&amp;$&$1', url: '/git/a.git', kind: 'local' },
  headers: { 'x-galley-secret': 's' },
  capabilities: ['version 2', 'fetch=filter "<'],
  head: 'main"<',
  author: null,
};

describe('renderPage', () => {
  test.each(['<meta name="galley-page" content="" />', '<meta name="galley-page" content="">'])(
    'fills %s with JSON that stays inside the attribute',
    (slot) => {
      const html = renderPage(`<!doctype html>${slot}<title>x</title>`, configuration);
      const [, content = ''] =
        /^<!doctype html><meta name="galley-page" content="([^"<>]*)" \/><title>x<\/title>$/.exec(html) ?? [];
      const plain = content
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
      expect(JSON.parse(plain)).toEqual(configuration);
    },
  );

  test('finds the parts of the page from every address', () => {
    const parts = '<link href="./icon.svg"><script src="./assets/a.js"></script><a href="../x">';
    const html = renderPage(`<meta name="galley-page" content="">${parts}`, configuration);
    expect(html).toContain('<link href="/icon.svg"><script src="/assets/a.js"></script><a href="../x">');
  });

  test('fails for a page that has no place for it', () => {
    expect(() => renderPage('<!doctype html>', configuration)).toThrow(/no empty <meta/);
  });
});
