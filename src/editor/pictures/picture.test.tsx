import { parseMarkdown, serializeMarkdown } from '#markdown';
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { removeImage, writeImage } from '../commands/write-image.ts';
import { readDocument } from '../convert-document.ts';
import type { ImageValue } from '../image-dialog.tsx';
import { openTestEditor } from '../test-editor.ts';
import { patchImgTag, readImgTag } from './img-tag.ts';
import { pictureAt } from './picture-at.ts';

let editor: Editor | undefined;
afterEach(() => {
  editor?.destroy();
  editor = undefined;
});

/** Opens `markdown` and finds its first picture. */
function open(markdown: string): { current: Editor; pos: number; value: ImageValue } {
  const current = (editor = openTestEditor(markdown, ''));
  let pos = -1;
  current.state.doc.descendants((_node, at) => {
    if (pos < 0 && pictureAt(current.state.doc, at) !== undefined) pos = at;
  });
  const value = pictureAt(current.state.doc, pos);
  if (value === undefined) throw new Error(`No picture in ${markdown}`);
  return { current, pos, value };
}

function saved(markdown: string, current: Editor): string {
  const outcome = serializeMarkdown(parseMarkdown(markdown), readDocument(current));
  return outcome.kind === 'saved' ? outcome.text : outcome.reason;
}

function changed(markdown: string, change: Partial<ImageValue>): string {
  const { current, pos, value } = open(markdown);
  writeImage(current, pos, { ...value, ...change });
  return saved(markdown, current);
}

const figure =
  '<figure class="wide">\n  <img src="/a.jpg" alt="A &amp; B" loading=lazy>\n  <figcaption>By  Ada</figcaption>\n</figure>\n';

describe('a picture', () => {
  it.each([
    ['![A](/a.jpg "Cap")\n', { src: '/a.jpg', alt: 'A', title: 'Cap' }],
    ['x ![A](/a.jpg){: width="300" .left} y\n', { src: '/a.jpg', alt: 'A', title: null, width: '300' }],
    [
      '<img src="/a.jpg" alt="A &quot;1&quot;" width=300px>\n',
      { src: '/a.jpg', alt: 'A "1"', title: null, width: '300' },
    ],
    ["x <IMG SRC='/a.jpg' title=Cap width='50%'/> y\n", { src: '/a.jpg', alt: '', title: 'Cap', width: '50%' }],
    [figure, { src: '/a.jpg', alt: 'A & B', title: 'By Ada' }],
    ['<p align="center"><img src="/a.jpg"></p>\n', { src: '/a.jpg', alt: '', title: null }],
    [
      '<figure><img src="/a.jpg"><figcaption>By <em>Ada</em></figcaption></figure>\n',
      { src: '/a.jpg', alt: '', title: 'By Ada', isCaptionFixed: true },
    ],
  ])('[E43] is read from %j', (markdown, expected) => {
    expect(open(markdown).value).toEqual(expected);
  });

  it.each([
    ['![A](/a.jpg "C")\n', { width: '300' }, '<img src="/a.jpg" alt="A" title="C" width="300" />\n'],
    ['x ![A](/a.jpg) y\n', { width: '50%' }, 'x <img src="/a.jpg" alt="A" width="50%" /> y\n'],
    ['x ![A](/a.jpg){: .b} y\n', { width: '300' }, 'x ![A](/a.jpg){: .b width="300"} y\n'],
    ['![A](/a.jpg){: width=200 .b}\n', { width: '300' }, '![A](/a.jpg){: width="300" .b}\n'],
    ['x ![A](/a.jpg){: width="200"} y\n', { width: '' }, 'x ![A](/a.jpg) y\n'],
    ['x <img src="/a.jpg" alt="A" width="300" /> y\n', { width: '' }, 'x ![A](/a.jpg) y\n'],
    ['<img src="/a.jpg" alt="A" width="300" />\n', { width: '' }, '![A](/a.jpg)\n'],
    ['x <img class=b src=/a.jpg width=3 height=4> y\n', { width: '300' }, 'x <img class=b src=/a.jpg width="300"> y\n'],
    ['x <img class=b src=/a.jpg width=3> y\n', { width: '' }, 'x <img class=b src=/a.jpg> y\n'],
    [figure, { alt: 'New' }, figure.replace('"A &amp; B"', '"New"')],
    [figure, { title: 'By <Bo>' }, figure.replace('By  Ada', 'By &lt;Bo&gt;')],
    [figure, { width: '300' }, figure.replace('loading=lazy', 'loading=lazy width="300"')],
    ['![A](/a.jpg "C")\n', { alt: 'B' }, '![B](/a.jpg "C")\n'],
    [
      '| a |\n|---|\n| ![A\\|B](/a.jpg) |\n',
      { width: '9' },
      '| a |\n|---|\n| <img src="/a.jpg" alt="A&#124;B" width="9" /> |\n',
    ],
    ['> ![A](/a.jpg)\n', { width: '9' }, '> <img src="/a.jpg" alt="A" width="9" />\n'],
  ])('[R3] [E43] %j with %j is written %j', (markdown, change, expected) => {
    expect(changed(markdown, change)).toBe(expected);
  });

  it('[R1] [E43] is the same text when nothing of it changed', () => {
    for (const markdown of [
      figure,
      'x <img class=b src=/a.jpg width=3> y\n',
      '![A](/a.jpg){: width=3}\n',
      '![](/a.jpg)\n',
    ])
      expect(changed(markdown, {})).toBe(markdown);
  });

  it('[R7] [E43] has its size taken back by one undo', () => {
    const markdown = 'x ![A](/a.jpg "C") y\n';
    const { current, pos, value } = open(markdown);
    writeImage(current, pos, { ...value, width: '300', alt: 'Z' });
    current.commands.undo();
    expect(saved(markdown, current)).toBe(markdown);
  });

  it.each(['"><script>alert(1)</script>', 'a\'b"c', 'a & &amp; b', '{{ x }} {% y %} `z` | w', 'line\nend', '–日本 🌊'])(
    '[R4] [E43] says %j in a tag and reads it again',
    (alt) => {
      const text = changed('x ![A](/a.jpg) y\n', { alt, width: '300' });
      expect(open(text).value).toEqual({ src: '/a.jpg', alt: alt.replace('\n', ' '), title: null, width: '300' });
      expect(text.match(/</g)).toHaveLength(1);
    },
  );

  it('[E43] goes with the attributes behind it', () => {
    const { current, pos } = open('x ![A](/a.jpg){: width=3} y\n');
    removeImage(current, pos);
    expect(saved('', current)).toMatch(/^x +y\n$/);
  });
});

describe('an image tag', () => {
  it('takes the first of two attributes with one name, as browsers do', () => {
    expect(readImgTag('<img src=a SRC=b>').get('src')).toBe('a');
  });

  it('keeps the bytes of what has the value already', () => {
    expect(patchImgTag("<img  src = '/a'alt>", { src: '/a', alt: '' })).toBe("<img  src = '/a'alt>");
  });
});
