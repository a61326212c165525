import type { markdown } from '@codemirror/lang-markdown';
import { tags } from '@lezer/highlight';

type MarkdownSyntax = NonNullable<NonNullable<Parameters<typeof markdown>[0]>['extensions']>;

const FENCE = /^(?:---|\+\+\+)$/;

/** Has the source editor read front matter as what it is: as Markdown it would be a rule and a heading. */
export const frontMatterSyntax: MarkdownSyntax = {
  defineNodes: [{ name: 'FrontMatter', block: true, style: tags.meta }],
  parseBlock: [
    {
      name: 'FrontMatter',
      before: 'HorizontalRule',
      parse(context, line) {
        const fence = line.text.trimEnd();
        if (context.lineStart !== 0 || !FENCE.test(fence)) return false;
        while (context.nextLine()) {
          if (line.text.trimEnd() !== fence) continue;
          context.nextLine();
          break;
        }
        context.addElement(context.elt('FrontMatter', 0, context.prevLineEnd()));
        return true;
      },
    },
  ],
};
