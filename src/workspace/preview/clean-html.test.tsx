import { documentHtml, parseMarkdown } from '#markdown';
import { describe, expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { groupBlocks } from './group-blocks.ts';
import { pageHtml } from './page-html.ts';

const hostile = [
  '<script>alert(1)</script>',
  '<script src="https://evil.test/x.js"></script>',
  '<SCRIPT\n>alert(1)</SCRIPT\n>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img srcset="https://evil.test/a.png 1x">',
  '<img src="a.png" srcset="https://evil.test/a.png 2x" loading="eager">',
  '<picture><source srcset="https://evil.test/a.png"><img src="a.png"></picture>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate xlink:href="#x" attributeName="href" values="javascript:alert(1)"/></svg>',
  '<svg><use href="data:image/svg+xml,x"/></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<iframe src="https://evil.test"></iframe>',
  '<div><frameset onload=alert(1)><frame src="https://evil.test"></frameset></div>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.test/x.swf"></object>',
  '<embed src="https://evil.test/x.swf">',
  '<applet code="x"></applet>',
  '<form action="https://evil.test"><input name=a><button>Go</button></form>',
  '<button formaction="javascript:alert(1)">Go</button>',
  '<input autofocus onfocus=alert(1)>',
  '<select autofocus onfocus=alert(1)></select>',
  '<textarea>x</textarea>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="vbscript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="x" ping="https://evil.test">x</a>',
  '<a href="x" target="_top">x</a>',
  '<style>body{background:url(https://evil.test)}</style>',
  '<p style="background:url(https://evil.test)">x</p>',
  '<link rel="stylesheet" href="https://evil.test/x.css">',
  '<link rel="preconnect" href="https://evil.test">',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<base href="https://evil.test/">',
  '<body onload=alert(1)>',
  '<video src="https://evil.test/a.mp4" poster="https://evil.test/a.png" autoplay></video>',
  '<audio src="https://evil.test/a.mp3" autoplay></audio>',
  '<table background="https://evil.test/a.png"><tr><td background="https://evil.test/b.png">x</td></tr></table>',
  '<details open ontoggle=alert(1)>x</details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<div id="galley-page" name="body">x</div>',
  '<template><img src=x onerror=alert(1)></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<x-custom onclick=alert(1)>x</x-custom>',
  '<blockquote cite="https://evil.test">x</blockquote>',
  '<div data-galley-slot="body">x</div>',
  '<img data-galley-src="https://evil.test/a.png">',
  '<portal src="https://evil.test"></portal>',
  '<img src="//evil.test/a.png" onload="alert(1)" style="position:fixed">',
  '<!--><script>alert(1)</script>-->',
] as const;

const allowedTags = new Set(
  'a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
);
const loading = /^(?:on|src|style|ping|poster|background|action|formaction|xlink|target|cite|name|data-galley-slot)/;

/** What of `html` could run, load or reach out once it stands in a page. */
function dangers(html: string): string[] {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  const found: string[] = [];
  for (const element of body.querySelectorAll('*')) {
    if (!allowedTags.has(element.localName)) found.push(element.localName);
    for (const { name, value } of element.attributes) {
      const isScript = name === 'href' && /script|data:/i.test(value);
      const isBareId = name === 'id' && !value.startsWith('user-content-');
      if (loading.test(name) || isScript || isBareId) found.push(`${name}=${value}`);
    }
  }
  return found;
}

describe('what is hostile', () => {
  test.each(hostile)('nothing of it can run or load: %s', (html) => {
    expect(dangers(cleanHtml(html).html)).toEqual([]);
  });

  test.each(hostile)('as a block of a post neither: %s', (html) => {
    const blocks = documentHtml(parseMarkdown(`Before\n\n${html}\n\nAfter ${html.replaceAll('\n', ' ')} it`).document);
    for (const group of groupBlocks(blocks)) expect(dangers(cleanHtml(group.html).html)).toEqual([]);
  });

  test.each(hostile)('as a field in a template neither: %s', (html) => {
    const fields = { title: html, authorName: html, authorImage: html, thumbnail: html };
    for (const template of [
      null,
      `<h1>{{title}}</h1><img src="{{thumbnail}}">{{author}} <p title='{{authorImage}}'>{{body}}`,
    ]) {
      const { html: clean } = cleanHtml(pageHtml(fields, template), { keepSlot: true });
      expect(dangers(clean).filter((found) => found !== 'data-galley-slot=body')).toEqual([]);
      const shown = new DOMParser().parseFromString(clean, 'text/html');
      expect(shown.querySelectorAll('[data-galley-slot]')).toHaveLength(1);
    }
  });
});

test('what a post may show stays', () => {
  const html =
    '<p class="lead" id="a">A <strong>b</strong> <a href="/x">c</a></p><table><tbody><tr><td align="right">1</td></tr></tbody></table>';
  expect(cleanHtml(html).html).toBe(html.replace('id="a"', 'id="user-content-a"'));
});

test('a picture keeps its address where nothing loads it', () => {
  const { html, pictures } = cleanHtml('<img src="../a.png" alt="A"><img src="https://example.com/b.png">');
  expect(html).toBe('<img alt="A" data-galley-src="../a.png"><img data-galley-src="https://example.com/b.png">');
  expect(pictures).toEqual(['../a.png', 'https://example.com/b.png']);
});

test('frames in place of a body take nothing with them', () => {
  expect(cleanHtml('<div><frameset onload=alert(1)>words</div><p>more</p>').html).toBe('<div>words</div><p>more</p>');
  expect(cleanHtml('<html><frameset><frame src="https://evil.test"></frameset></html>').html).toBe('');
});

test('blocks are put together until their HTML is closed', () => {
  const blocks = ['<p>a</p>', '<div class="x">', '<p>b</p>', '</div>', '', '<p>c<br></p>'];
  expect(groupBlocks(blocks)).toEqual([
    { block: 0, html: '<p>a</p>' },
    { block: 1, html: '<div class="x">\n<p>b</p>\n</div>' },
    { block: 5, html: '<p>c<br></p>' },
  ]);
});

describe('documentHtml', () => {
  test('[E34] shows callouts as such, in whichever way they are written', () => {
    const htmlOf = (markdown: string) =>
      documentHtml(parseMarkdown(markdown).document).map((html) => cleanHtml(html).html);
    const callout = (look: string, title: string, body: string) =>
      `<div class="callout callout-${look} markdown-alert markdown-alert-${look}"><p class="callout-title markdown-alert-title"><strong>${title}</strong></p>${body}</div>`;
    expect(htmlOf('> [!WARNING]\n> Mind *it*.\n>\n> - a\n')).toEqual([
      callout('warning', 'Warning', '<p>Mind <em>it</em>.</p>\n<ul><li>a</li></ul>'),
    ]);
    expect(htmlOf('> [!NOTE]\n>\n> Text\n')).toEqual([callout('note', 'Note', '<p>Text</p>')]);
    expect(htmlOf(':::tip[Own <i>title</i>]\nMind *it*.\n:::\n')).toEqual([
      callout('tip', 'Tip: Own &lt;i&gt;title&lt;/i&gt;', '<p>Mind <em>it</em>.</p>'),
    ]);
    expect(htmlOf('!!! danger\n    One\n\n    Two\n')).toEqual([
      callout('caution', 'Danger', '<p>One</p>\n<p>Two</p>'),
    ]);
    expect(htmlOf('> Text\n\n:::gallery\na\n:::\n')[0]).toBe('<blockquote><p>Text</p></blockquote>');
  });
});
