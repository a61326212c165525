import { expect, it } from 'vitest';
import { lockedLabel } from './locked-label.ts';

it.each([
  ['html', '<div class="a">\n</div>', 'HTML div'],
  ['html', '<details>', 'Fold-out section'],
  ['html', '</div>', 'HTML end of div'],
  ['html', '<!doctype html>', 'HTML'],
  ['html-comment', '<!-- a -->', 'HTML comment'],
  ['html-comment', '<!-- more -->', 'Read more'],
  ['attribute-list', '{:toc}', 'Table of contents'],
  ['shortcode', '{{< youtube x >}}', 'Shortcode youtube'],
  ['liquid-block', '{% raw %}', 'Liquid block raw'],
  ['directive', ':::note', 'Directive note'],
  ['math', '$$', 'Formula'],
  ['link-definition', '[a]: b', 'Link address a'],
  ['constructor', '', 'Constructor'],
  ['odd-kind', '', 'Odd kind'],
])('[R9] a %s like %j is called %j', (kind, source, label) => {
  expect(lockedLabel(kind, source)).toBe(label);
});
