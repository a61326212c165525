import { DOMParser, type ParseOptions, type Schema, type Slice } from '@tiptap/pm/model';
import { tidyHtml } from '../paste/tidy-html.ts';

const blocks = 'p,div,h1,h2,h3,h4,h5,h6,ul,ol,li,blockquote,pre,section,article';

/** Parses what is pasted by the schema alone, after the habits of word processors are taken out of it. */
export class ClipboardParser extends DOMParser {
  constructor(schema: Schema) {
    super(schema, DOMParser.fromSchema(schema).rules);
  }

  override parseSlice(dom: globalThis.Node, options?: ParseOptions): Slice {
    if (dom instanceof Element) tidy(dom);
    return super.parseSlice(dom, options);
  }
}

function tidy(root: Element): void {
  if (root.querySelector('[data-pm-slice]') === null) {
    tidyHtml(root);
    return;
  }
  // Copied from an editor like this one: the structure is meant as it is.
  for (const junk of root.querySelectorAll('script,style,meta,link,title,template,noscript,iframe,object,embed'))
    junk.remove();
  for (const cell of root.querySelectorAll('td,th')) {
    for (const block of cell.querySelectorAll(blocks)) block.replaceWith(' ', ...block.childNodes);
    for (const lineBreak of cell.querySelectorAll('br')) lineBreak.replaceWith(' ');
    cell.removeAttribute('colspan');
    cell.removeAttribute('rowspan');
  }
  for (const table of root.querySelectorAll('table')) headerFirst(table);
}

/** Markdown has header cells in the first row and nowhere else. */
function headerFirst(table: HTMLTableElement): void {
  const rows = [...table.rows];
  rows.forEach((row, index) => {
    for (const cell of row.cells) {
      const wanted = index === 0 ? 'th' : 'td';
      if (cell.localName === wanted) continue;
      const replaced = document.createElement(wanted);
      replaced.append(...cell.childNodes);
      if (cell.style.textAlign !== '') replaced.dataset['align'] = cell.style.textAlign;
      cell.replaceWith(replaced);
    }
  });
}
