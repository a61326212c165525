/** How a post looks where its site says nothing: like a quiet blog. */
export const plainStyle = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#fff, #17181b); color: light-dark(#22211f, #e8e6e1); font: 1.125rem/1.65 Charter, 'Iowan Old Style', 'Noto Serif', Georgia, serif; overflow-wrap: anywhere; }
.galley-page { max-inline-size: 40rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
.galley-cover { display: block; inline-size: 100%; max-block-size: 24rem; object-fit: cover; border-radius: 8px; margin-block-end: 2rem; }
.galley-byline { display: flex; align-items: center; gap: .6rem; margin: 0 0 2rem; color: light-dark(#5c574e, #aaa7a0); font: .95rem/1.4 system-ui, sans-serif; }
.galley-author { inline-size: 2.25rem; block-size: 2.25rem; border-radius: 50%; object-fit: cover; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; margin: 2em 0 .6em; }
h1 { font-size: 2.4rem; letter-spacing: -.02em; margin: 0 0 .7em; }
h2 { font-size: 1.65rem; } h3 { font-size: 1.3rem; } h4, h5, h6 { font-size: 1.1rem; }
a { color: light-dark(#2746a6, #9db4ff); text-underline-offset: .18em; }
img { max-inline-size: 100%; block-size: auto; border-radius: 6px; }
blockquote { margin: 1.5em 0; padding-inline-start: 1.1em; border-inline-start: 3px solid light-dark(#c9c2b3, #4a4d54); font-style: italic; }
.callout { margin: 1.5em 0; padding: .7em 1.1em; border-inline-start: 3px solid; border-radius: 0 6px 6px 0; border-color: var(--side); background: color-mix(in srgb, var(--side) 9%, transparent); --side: light-dark(#2746a6, #9db4ff); }
.callout-tip { --side: light-dark(#1d6b3f, #7fcf9d); } .callout-important { --side: light-dark(#6b3fa0, #c9a9f2); } .callout-warning { --side: light-dark(#8a5a00, #e5b661); } .callout-caution { --side: light-dark(#a32a22, #f09a92); }
.callout-title { margin: 0 0 .2em; color: var(--side); font: .95rem/1.4 system-ui, sans-serif; } .callout > :last-child { margin-block-end: 0; }
pre { overflow-x: auto; padding: 1rem 1.1rem; border-radius: 8px; background: light-dark(#f4f1ea, #222429); font: .875rem/1.55 ui-monospace, Menlo, Consolas, monospace; }
code { font: .86em ui-monospace, Menlo, Consolas, monospace; background: light-dark(#f4f1ea, #222429); border-radius: 4px; padding: .1em .3em; }
pre code { font: inherit; background: none; padding: 0; }
table { border-collapse: collapse; inline-size: 100%; font: .95rem/1.45 system-ui, sans-serif; }
th, td { padding: .5em .7em; border-block-end: 1px solid light-dark(#ddd6c8, #3a3d44); text-align: start; vertical-align: top; }
th[align=right], td[align=right] { text-align: end; } th[align=center], td[align=center] { text-align: center; }
hr { border: 0; border-block-start: 1px solid light-dark(#c9c2b3, #4a4d54); inline-size: 30%; margin: 2.5em auto; }
.footnote { display: flex; gap: .5em; font-size: .9em; } .footnote p { margin: 0 0 .5em; }
`;

/** What stands in the place of things that only the site, or only consent, can show. */
export const noteStyle = `
.galley-note { display: inline-block; box-sizing: border-box; padding: .5em .9em; border: 1px dashed currentColor; border-radius: 6px; font: .8125rem/1.4 system-ui, sans-serif; opacity: .75; overflow-wrap: anywhere; }
p.galley-note { display: block; }
code.galley-note { padding: .05em .35em; font-family: ui-monospace, monospace; }
img[data-galley-src]:not([src]) { display: none; }
`;
