/** How an exported review looks: one column, light or dark as the reader's device is. Its hash stands in the page's policy. */
export const offlineStyle = `
:root { color-scheme: light dark; --paper: light-dark(#fffdf8, #1b1c1f); --raised: light-dark(#fff, #25272b); --sunken: light-dark(#f2eee6, #141517); --ink: light-dark(#22211f, #ebe8e2); --soft: light-dark(#5a554b, #b3afa6); --rule: light-dark(#d8d1c3, #3d4046); --strong: light-dark(#8a8272, #7d8087); --accent: light-dark(#2746a6, #a9bcff); --on-accent: light-dark(#fff, #14161c); --added: light-dark(#1c6b2b, #7ad08c); --added-wash: light-dark(#e3f3e3, #1c3324); --removed: light-dark(#a32a20, #ff9d92); --removed-wash: light-dark(#fbe6e2, #3d2220); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-inline-size: 46rem; margin: 0 auto; padding: 2rem 1rem 6rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.2em 0 .5em; }
h1 { font-size: 1.75rem; margin-block-start: 0; }
h2 { font-size: 1.2rem; margin: 0; }
.meta, .remark, .small, .hint { color: var(--soft); font-size: .85rem; }
.small { font-weight: 600; margin: .5rem 0; }
.summary { white-space: pre-wrap; }
.post header .meta { margin: .2rem 0 0; }
.post, .yours { margin-block-start: 2rem; border: 1px solid var(--rule); border-radius: 10px; background: var(--raised); padding: 1rem; }
.post > header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; border-block-end: 1px solid var(--rule); padding-block-end: .75rem; margin-block-end: .75rem; }
.post > header > div { flex: 1; min-inline-size: 12rem; }
.text { font: 1.05rem/1.6 Charter, 'Iowan Old Style', 'Noto Serif', Georgia, serif; }
.text p { margin: .5em 0; }
.block { position: relative; padding-inline-end: 3rem; border-radius: 6px; }
.block > .add { position: absolute; inset-block-start: 0; inset-inline-end: 0; }
.changed { border-inline-start: 3px solid var(--strong); padding-inline-start: .6rem; }
ins { background: var(--added-wash); color: inherit; text-decoration: underline; text-decoration-color: var(--added); text-decoration-thickness: 2px; text-underline-offset: 2px; }
del { background: var(--removed-wash); color: inherit; text-decoration: line-through; text-decoration-color: var(--removed); }
ins.whole, del.whole, .moved { display: block; border-inline-start: 3px solid var(--added); padding: .3rem .6rem; margin: .4rem 0; text-decoration: none; }
del.whole { border-color: var(--removed); color: var(--soft); }
.moved { border-color: var(--accent); }
.moved.from { border-inline-start-style: dashed; color: var(--soft); }
.label { display: block; font: 600 .75rem/1.4 system-ui, sans-serif; color: var(--soft); }
.spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.picture { border: 1px dashed var(--strong); border-radius: 6px; padding: .1em .5em; font: .85rem/1.5 system-ui, sans-serif; color: var(--soft); }
table { border-collapse: collapse; font: .92rem/1.45 system-ui, sans-serif; }
.fields { inline-size: 100%; margin-block-end: 1rem; }
th, td { border-block-end: 1px solid var(--rule); padding: .4rem .6rem; text-align: start; vertical-align: top; }
tr.added { background: var(--added-wash); } tr.removed { background: var(--removed-wash); text-decoration: line-through; }
.wide { overflow-x: auto; }
pre { background: var(--sunken); border-radius: 6px; padding: .6rem .75rem; font: .82rem/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; }
.line { display: block; } .line.added { background: var(--added-wash); } .line.removed { background: var(--removed-wash); }
code { font: .88em ui-monospace, Menlo, Consolas, monospace; background: var(--sunken); border-radius: 4px; padding: .1em .3em; }
blockquote { margin: .8em 0; padding-inline-start: 1em; border-inline-start: 3px solid var(--rule); }
.callout { margin: .8em 0; padding: .5rem .9rem; border: 1px solid var(--strong); border-radius: 6px; } .callout-title { margin: 0 0 .2rem; font: 600 .9rem/1.4 system-ui, sans-serif; }
summary { cursor: pointer; font: .85rem/1.5 system-ui, sans-serif; color: var(--soft); background: var(--sunken); border-radius: 6px; padding: .3rem .7rem; }
button { font: inherit; font-size: .9rem; color: var(--ink); background: var(--raised); border: 1px solid var(--strong); border-radius: 7px; padding: .4rem .8rem; min-block-size: 2.25rem; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.add { min-block-size: 2rem; min-inline-size: 2.25rem; padding: .1rem .4rem; font-size: 1rem; line-height: 1; color: var(--accent); border-color: var(--rule); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
label, legend { display: block; font-size: .9rem; font-weight: 600; margin: 1rem 0 .3rem; padding: 0; }
fieldset { border: 0; margin: 0; padding: 0; }
fieldset label { display: flex; gap: .5rem; align-items: center; font-weight: 400; margin: .2rem 0; min-block-size: 1.75rem; }
input[type='text'], textarea { inline-size: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong); border-radius: 7px; padding: .5rem .65rem; }
textarea { min-block-size: 5.5rem; resize: vertical; }
.note { font: .95rem/1.5 system-ui, sans-serif; background: var(--sunken); border-inline-start: 3px solid var(--accent); border-radius: 6px; padding: .6rem .75rem; margin: .6rem 0; }
.note p { white-space: pre-wrap; margin: 0 0 .5rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; margin-block-start: .6rem; }
.fault { color: var(--removed); font-size: .9rem; margin: .3rem 0 0; }
.fault:empty, .done:empty { display: none; }
.done { margin-block-start: 1rem; padding: .7rem .9rem; border-radius: 7px; background: var(--added-wash); }
@media print { button, .yours { display: none; } }
`;
