const BLOCKS = 'p,div,h1,h2,h3,h4,h5,h6,ul,ol,li,blockquote,pre,section,article,figure,figcaption,dl,dt,dd';
/** No row of a spreadsheet that anyone reads is longer. */
const MOST_COLUMNS = 200;

/**
 * Tables as Markdown has them: header cells in the first row and nowhere else, cells of one line, as many in each row, one alignment for
 * each column. Tables that only arrange a page become what is in them.
 */
export function cleanTables(root: Element): void {
  for (const table of [...root.querySelectorAll('table')].toReversed()) {
    if (isLayout(table)) {
      const content: ChildNode[] = [];
      for (const row of table.rows) for (const cell of row.cells) content.push(...cell.childNodes);
      table.replaceWith(...content);
      continue;
    }
    rebuild(table);
  }
}

/** Mail and old pages arrange things with tables: one cell in a row, or tables inside. One cell of a spreadsheet is what is in it. */
function isLayout(table: HTMLTableElement): boolean {
  const rows = [...table.rows];
  return (
    (rows.length === 1 && rows[0]?.cells.length === 1) ||
    table.getAttribute('role') === 'presentation' ||
    table.querySelector('table') !== null ||
    (rows.every((row) => row.cells.length <= 1) && table.querySelector('p,div,ul,ol,h1,h2,h3,img') !== null)
  );
}

function rebuild(table: HTMLTableElement): void {
  const document = table.ownerDocument;
  const grid = gridOf(table);
  const width = Math.max(0, ...grid.map((row) => row.findLastIndex((cell) => !isBlank(cell)) + 1));
  const rows = grid
    .map((row) => Array.from({ length: width }, (_, index) => row[index]))
    .filter((row) => row.some((cell) => !isBlank(cell)));
  if (rows.length === 0 || width === 0) {
    table.remove();
    return;
  }
  const alignments = Array.from({ length: width }, (_, column) => alignmentOf(rows.slice(1).map((row) => row[column])));
  const body = document.createElement('tbody');
  rows.forEach((row, index) => {
    const line = document.createElement('tr');
    row.forEach((cell, column) => {
      const made = document.createElement(index === 0 ? 'th' : 'td');
      if (cell !== undefined) {
        flatten(cell);
        // A header is bold by being one.
        if (index === 0) for (const bold of cell.querySelectorAll('b,strong')) bold.replaceWith(...bold.childNodes);
        made.append(...cell.childNodes);
      }
      const align = alignments[column];
      if (align !== undefined) made.dataset['align'] = align;
      line.append(made);
    });
    body.append(line);
  });
  const caption = table.caption?.textContent?.trim() ?? '';
  if (caption !== '') {
    const words = document.createElement('p');
    words.append(caption);
    table.before(words);
  }
  const made = document.createElement('table');
  made.append(body);
  table.replaceWith(made);
}

/** The cells by row and column; what a wide or tall cell covers besides its corner is empty. */
function gridOf(table: HTMLTableElement): readonly (readonly (HTMLTableCellElement | undefined)[])[] {
  const grid: (HTMLTableCellElement | undefined)[][] = [];
  const covered = new Set<string>();
  [...table.rows].forEach((row, y) => {
    const line: (HTMLTableCellElement | undefined)[] = [];
    let x = 0;
    for (const cell of row.cells) {
      while (covered.has(`${x} ${y}`)) x += 1;
      if (x >= MOST_COLUMNS) break;
      line[x] = cell;
      const right = Math.min(MOST_COLUMNS, x + Math.max(1, cell.colSpan));
      const bottom = Math.min(table.rows.length, y + Math.max(1, cell.rowSpan));
      for (let below = y; below < bottom; below += 1)
        for (let beside = x; beside < right; beside += 1) covered.add(`${beside} ${below}`);
      x = right;
    }
    grid.push(line);
  });
  return grid;
}

function isBlank(cell: Element | undefined): boolean {
  return cell === undefined || ((cell.textContent ?? '').trim() === '' && cell.querySelector('img') === null);
}

/** The alignment that all cells of a column have; left is how a column is anyway. */
function alignmentOf(cells: readonly (HTMLTableCellElement | undefined)[]): string | undefined {
  const filled = cells.filter((cell) => !isBlank(cell));
  const found = new Set(
    filled.map(
      (cell) =>
        cell?.style.textAlign ||
        cell?.getAttribute('align') ||
        cell?.querySelector<HTMLElement>('p,div')?.style.textAlign ||
        '',
    ),
  );
  const [align] = found;
  return found.size === 1 && (align === 'right' || align === 'center') ? align : undefined;
}

/** A cell holds one line of Markdown: blocks in it become their text, with a space between them. */
function flatten(cell: HTMLElement): void {
  const address = cell.dataset['sheetsHyperlink'];
  for (const block of cell.querySelectorAll(BLOCKS)) block.replaceWith(' ', ...block.childNodes, ' ');
  for (const lineBreak of cell.querySelectorAll('br,hr')) lineBreak.replaceWith(' ');
  if (address !== undefined && cell.querySelector('a') === null) {
    const link = cell.ownerDocument.createElement('a');
    link.setAttribute('href', address);
    link.append(...cell.childNodes);
    cell.append(link);
  }
  trimEnds(cell);
}

function trimEnds(cell: HTMLElement): void {
  cell.normalize();
  const { firstChild, lastChild } = cell;
  if (firstChild instanceof Text) firstChild.data = firstChild.data.replace(/^[\s\u00a0]+/, '');
  if (lastChild instanceof Text) lastChild.data = lastChild.data.replace(/[\s\u00a0]+$/, '');
}
