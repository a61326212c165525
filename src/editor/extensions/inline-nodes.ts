import { imageVerdict } from '#base';
import type { Extensions } from '@tiptap/core';
import { imageView, type ImageViewParts } from '../views/image-view.ts';
import { lockedBlockView } from '../views/locked-block-view.ts';
import { lockedInlineView } from '../views/locked-inline-view.ts';
import { nodeFromSpec } from './node-from-spec.ts';
import { lockedText, recallLocked, rememberLocked } from './locked-clipboard.ts';

/** Text, breaks, images, and source that is shown but not taken apart. */
export function inlineNodes(parts: ImageViewParts): Extensions {
  return [
    nodeFromSpec('lockedBlock', {
      // What was cut or copied here finds its source again by a number that means nothing elsewhere: no page can paste source in.
      parseHTML: () => [
        {
          tag: 'div[data-galley-locked]',
          priority: 100,
          getAttrs: (element) => recallLocked(element.getAttribute('data-galley-locked'), 'block'),
        },
      ],
      renderHTML: ({ node }) => [
        'div',
        { 'data-galley-locked': rememberLocked(node.attrs, 'block') },
        lockedText(node.attrs),
      ],
      addNodeView: () => lockedBlockView(parts),
    }),
    nodeFromSpec('lockedInline', {
      parseHTML: () => [
        {
          tag: 'span[data-galley-locked]',
          priority: 100,
          getAttrs: (element) => recallLocked(element.getAttribute('data-galley-locked'), 'inline'),
        },
      ],
      renderHTML: ({ node }) => [
        'span',
        { 'data-galley-locked': rememberLocked(node.attrs, 'inline') },
        lockedText(node.attrs),
      ],
      addNodeView: () => lockedInlineView(parts),
    }),
    nodeFromSpec('image', {
      parseHTML: () => [
        {
          tag: 'img[src]',
          getAttrs(element) {
            const src = element.getAttribute('src') ?? '';
            if (imageVerdict(src).kind === 'refused') return false;
            return { src, alt: element.getAttribute('alt') ?? '', title: element.getAttribute('title') };
          },
        },
      ],
      // An address in an <img> of the page is requested, also while it is only being redrawn: the view loads what may be shown.
      renderHTML: ({ node }) => ['span', { class: 'picture' }, String(node.attrs['alt'])],
      addNodeView: () => imageView(parts),
    }),
    nodeFromSpec('hardBreak', {
      parseHTML: () => [{ tag: 'br' }],
      renderHTML: () => ['br'],
      addKeyboardShortcuts() {
        const insert = (): boolean => {
          const { $from } = this.editor.state.selection;
          if ($from.parent.type.spec.code === true) return false;
          return this.editor.commands.insertContent({ type: this.name });
        };
        return { 'Shift-Enter': insert };
      },
    }),
    nodeFromSpec('text'),
  ];
}
