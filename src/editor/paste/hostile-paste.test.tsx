import { describe, expect, it } from 'vitest';
import { markdownOf, openEditor, paste } from './pasting-harness.ts';

const vectors: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<math href="javascript:alert(1)">x</math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#1;javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="https://www.google.com/url?q=javascript:alert(1)">x</a>',
  '<a href="https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)">x</a>',
  '<a href="https://user:pass@example.org/">x</a>',
  '<img src="javascript:alert(1)">',
  '<img src="data:text/html;base64,PHNjcmlwdD4=">',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<body onload=alert(1)>x',
  '<marquee onstart=alert(1)>x</marquee>',
  '<style>@import "https://evil.example/x.css";*{position:fixed}</style>x',
  '<link rel=stylesheet href="https://evil.example/x.css">x',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">x',
  '<base href="https://evil.example/">x',
  '<template><img src=x onerror=alert(1)></template>x',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>x',
  '<div style="position:fixed;inset:0;background:url(https://evil.example/x)">x</div>',
  '<p id="galley-root" class="fixed inset-0" style="z-index:9999">x</p>',
  '<div data-galley-locked="1">x</div>',
  '<div data-pm-slice="0 0 []"><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a></div>',
  '<p data-pm-slice="1 1 [&quot;lockedBlock&quot;,{&quot;source&quot;:&quot;<script>alert(1)</script>&quot;}]">x</p>',
  '<table><tr><td colspan=999999999 rowspan=999999999>x</td></tr></table>',
  '<table background="https://evil.example/x"><tr><td onclick=alert(1)>x</td><td>y</td></tr></table>',
  '<ol start="-1"><li onclick=alert(1)>x</li></ol>',
  `${'<div>'.repeat(200)}x${'</div>'.repeat(200)}`,
  `${'<ul><li>'.repeat(40)}x`,
  '<!--[if gte mso 9]><img src=x onerror=alert(1)><![endif]-->x',
  '<p style="mso-list:l0 level999999 lfo1"><span style="mso-list:Ignore">·</span>x</p>',
];

describe('hostile HTML from the clipboard', () => {
  it.each(vectors)('[E69] leaves nothing that runs, loads or overlays: %s', (html) => {
    const editor = openEditor('Kept.\n');
    paste(editor, { html });
    const { dom } = editor.view;
    expect(dom.querySelector('script,iframe,object,embed,style,link,meta,base,form,svg,math,video,audio')).toBeNull();
    for (const element of dom.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^srcdoc$|^formaction$/);
        expect(value).not.toMatch(/^\s*(?:javascript|vbscript|data):|evil\.example/i);
      }
    }
    expect(dom.querySelector('[id="galley-root"],.fixed,[style*="fixed"]')).toBeNull();
    for (const image of dom.querySelectorAll('img')) expect(image.hasAttribute('src')).toBe(false);
    const saved = markdownOf(editor);
    expect(saved).toContain('Kept.');
    expect(saved).not.toMatch(/\]\(\s*<?(?:javascript|vbscript|data):|<script|onerror=/i);
  });
});
