import { linkVerdict } from '#base';
import { markInputRule, type Extensions, type MarkConfig } from '@tiptap/core';
import type { MarkName } from '#markdown';
import { markFromSpec } from './node-from-spec.ts';

interface SimpleMark {
  readonly name: MarkName;
  readonly tag: string;
  readonly shortcut: string;
  readonly typed: readonly RegExp[];
  readonly parse: NonNullable<MarkConfig['parseHTML']>;
}

const simple: readonly SimpleMark[] = [
  {
    name: 'bold',
    tag: 'strong',
    shortcut: 'Mod-b',
    typed: [/(?:^|\s)(\*\*(?!\s+\*\*)((?:[^*]+))\*\*(?!\s+\*\*))$/, /(?:^|\s)(__(?!\s+__)((?:[^_]+))__(?!\s+__))$/],
    parse: () => [
      { tag: 'strong' },
      // Google Docs wraps everything in <b style="font-weight:normal">.
      { tag: 'b', getAttrs: (element) => element.style.fontWeight !== 'normal' && null },
      { style: 'font-weight', getAttrs: (value) => /^(?:bold(?:er)?|[6-9]\d\d)$/.test(value) && null },
    ],
  },
  {
    name: 'italic',
    tag: 'em',
    shortcut: 'Mod-i',
    typed: [/(?:^|\s)(\*(?!\s+\*)((?:[^*]+))\*(?!\s+\*))$/, /(?:^|\s)(_(?!\s+_)((?:[^_]+))_(?!\s+_))$/],
    parse: () => [
      { tag: 'em' },
      { tag: 'i', getAttrs: (element) => element.style.fontStyle !== 'normal' && null },
      { style: 'font-style=italic' },
    ],
  },
  {
    name: 'strike',
    tag: 's',
    shortcut: 'Mod-Shift-s',
    typed: [/(?:^|\s)(~~(?!\s+~~)((?:[^~]+))~~(?!\s+~~))$/],
    parse: () => [
      { tag: 's' },
      { tag: 'del' },
      { tag: 'strike' },
      { style: 'text-decoration', getAttrs: (value) => value.includes('line-through') && null },
    ],
  },
  {
    name: 'code',
    tag: 'code',
    shortcut: 'Mod-e',
    typed: [/(?:^|\s)(`(?!\s+`)((?:[^`]+))`(?!\s+`))$/],
    parse: () => [{ tag: 'code' }],
  },
];

/** Bold, italic, strike, code and links, in the order in which they nest. */
export function marks(): Extensions {
  return [
    markFromSpec('link', {
      parseHTML: () => [
        {
          tag: 'a[href]',
          getAttrs(element) {
            const href = element.getAttribute('href') ?? '';
            return linkVerdict(href).kind === 'refused' ? false : { href, title: element.getAttribute('title') };
          },
        },
      ],
      // The address is shown on hover and opened with Ctrl only, so that a click places the cursor.
      renderHTML({ mark }) {
        const href = String(mark.attrs['href']);
        return [
          'a',
          { ...(linkVerdict(href).kind === 'refused' ? {} : { href }), rel: 'noopener noreferrer nofollow' },
          0,
        ];
      },
    }),
    ...simple.map(({ name, tag, shortcut, typed, parse }) =>
      markFromSpec(name, {
        parseHTML: parse,
        renderHTML: () => [tag, 0],
        addKeyboardShortcuts() {
          return { [shortcut]: () => this.editor.commands.toggleMark(this.name) };
        },
        addInputRules() {
          return typed.map((find) => markInputRule({ find, type: this.type }));
        },
      }),
    ),
  ];
}
