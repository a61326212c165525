import { assertNever } from '#base';
import {
  foldSame,
  type BlockDiff,
  type CellDiff,
  type Change,
  type FieldDiff,
  type InlineDiff,
  type ItemDiff,
  type LineChange,
  type LineSpan,
  type PostDiff,
  type RowDiff,
  type ShownBlock,
  type ShownMark,
} from '#content';
import { escapeHtml } from '#markdown';

const fieldNames = {
  title: 'Title',
  authorName: 'Author name',
  authorImage: 'Author image',
  thumbnail: 'Thumbnail image',
} as const;

/**
 * What differs between two versions of a post, as HTML without addresses, handlers or pictures. All text of the post is escaped; the
 * classes are ours. A block of the later version has the class "at-FROM-TO" with its lines.
 */
export function diffHtml({ fields, frontMatter, blocks, lines }: PostDiff): string {
  const stretches = foldSame(blocks).map(({ from, blocks: some, isFolded }) => {
    const html = some.map((block, index) => placedHtml(block, lines[from + index])).join('');
    return isFolded ? `<details><summary>${some.length} unchanged paragraphs</summary>${html}</details>` : html;
  });
  return `${fieldsHtml(fields)}${frontMatterHtml(frontMatter)}${stretches.join('')}`;
}

/** An element of ours around HTML. */
function element(tag: string, look: string, inner: string): string {
  return `<${tag}${look === '' ? '' : ` class="${look}"`}>${inner}</${tag}>`;
}

function spoken(words: string): string {
  return element('span', 'spoken', words);
}

function fieldsHtml(fields: readonly FieldDiff[]): string {
  if (fields.length === 0) return '';
  const rows = fields.map(
    ({ field, words }) => `<tr><th scope="row">${fieldNames[field]}</th><td>${inlineHtml(words)}</td></tr>`,
  );
  return element('table', 'fields', `<tbody>${rows.join('')}</tbody>`);
}

function frontMatterHtml(lines: readonly LineChange[]): string {
  return lines.length === 0 ? '' : element('h3', 'small', 'Other facts') + linesHtml(lines);
}

function placedHtml(block: BlockDiff, span: LineSpan | null | undefined): string {
  const html = blockHtml(block);
  return span === null || span === undefined ? html : element('div', `block at-${span.from}-${span.to}`, html);
}

function blockHtml({ change, move, shown }: BlockDiff): string {
  return fateHtml({ change, move }, kindWords(shown), shownHtml(shown));
}

function fateHtml({ change, move }: Pick<BlockDiff, 'change' | 'move'>, kind: string, inner: string): string {
  const label = (words: string): string => element('span', 'label', words);
  switch (change) {
    case 'same':
      return inner;
    case 'changed':
      return element('div', 'changed', inner);
    case 'added':
      return element('ins', 'whole', label(`+ New ${kind}`) + inner);
    case 'removed':
      return element('del', 'whole', label(`− Removed ${kind}`) + inner);
    case 'moved-from':
      return element('div', 'moved from', label(`↕ Moved from here (${Number(move)})`) + inner);
    case 'moved-to':
      return element('div', 'moved', label(`↕ Moved to here (${Number(move)})`) + inner);
  }
}

function shownHtml(shown: ShownBlock): string {
  switch (shown.kind) {
    case 'text': {
      // The page itself has the first levels.
      const tag = shown.level === 0 ? 'p' : `h${Math.min(6, Math.max(1, shown.level) + 2)}`;
      const was =
        shown.level === shown.wasLevel ? '' : remark(`${levelWords(shown.wasLevel)} became ${levelWords(shown.level)}`);
      return was + element(tag, '', inlineHtml(shown.content));
    }
    case 'quote':
      return element('blockquote', '', shown.blocks.map(blockHtml).join(''));
    case 'callout': {
      const was = shown.title === shown.wasTitle ? '' : remark(`“${shown.wasTitle}” became “${shown.title}”`);
      const title = element('p', 'callout-title', escapeHtml(shown.title));
      return was + element('div', `callout ${shown.look}`, title + shown.blocks.map(blockHtml).join(''));
    }
    case 'list': {
      const items = shown.items.map(itemHtml).join('');
      return shown.start === null ? element('ul', '', items) : `<ol start="${shown.start}">${items}</ol>`;
    }
    case 'code':
      return (
        (shown.info === shown.wasInfo
          ? ''
          : remark(`Language “${shown.wasInfo || 'none'}” became “${shown.info || 'none'}”`)) + linesHtml(shown.lines)
      );
    case 'table':
      return element('div', 'wide', element('table', '', `<tbody>${shown.rows.map(rowHtml).join('')}</tbody>`));
    case 'locked':
      return remark(shown.label) + linesHtml(shown.lines);
    case 'rule':
      return '<hr>';
    default:
      return assertNever(shown);
  }
}

function remark(words: string): string {
  return element('p', 'remark', escapeHtml(words));
}

function itemHtml(item: ItemDiff): string {
  const box = item.checked === null ? '' : `${item.checked ? '☑' : '☐'} ${spoken(item.checked ? 'Done: ' : 'To do: ')}`;
  const was = item.checked === item.wasChecked ? '' : remark('The task’s mark changed');
  return element('li', '', fateHtml(item, 'item', was + box + item.blocks.map(blockHtml).join('')));
}

function rowHtml({ change, isHeader, cells }: RowDiff): string {
  const signs = { same: '', changed: '', added: '+', removed: '−', 'moved-from': '↕', 'moved-to': '↕' } as const;
  const words = {
    same: '',
    changed: '',
    added: 'New row',
    removed: 'Removed row',
    'moved-from': 'Row moved from here',
    'moved-to': 'Row moved to here',
  } as const;
  const mark = signs[change] === '' ? '' : element('span', 'label', `${signs[change]} ${words[change]}`);
  return element('tr', change, cells.map((cell, index) => cellHtml(cell, isHeader, index === 0 ? mark : '')).join(''));
}

function cellHtml({ change, content }: CellDiff, isHeader: boolean, mark: string): string {
  return element(isHeader ? 'th' : 'td', '', mark + changedHtml(change, inlineHtml(content)));
}

function linesHtml(lines: readonly LineChange[]): string {
  const signs = { same: ' ', added: '+', removed: '−' } as const;
  const rows = lines.map(({ change, text }) =>
    element('span', `line ${change}`, `${spokenChange(change)}${signs[change]} ${escapeHtml(text)}\n`),
  );
  return element('pre', '', rows.join(''));
}

function inlineHtml(content: readonly InlineDiff[]): string {
  return content.map((piece) => changedHtml(piece.change, pieceHtml(piece))).join('');
}

function changedHtml(change: Change, inner: string): string {
  if (change === 'same') return inner;
  return element(change === 'added' ? 'ins' : 'del', '', spokenChange(change) + inner);
}

function spokenChange(change: Change): string {
  return change === 'same' ? '' : spoken(change === 'added' ? 'Added: ' : 'Removed: ');
}

/** A link is not one here, and a picture is named: a difference is read, and asks nobody for anything. */
function pieceHtml(piece: InlineDiff): string {
  switch (piece.kind) {
    case 'text': {
      const marked = piece.marks.reduce((inner, mark) => markHtml(inner, mark), escapeHtml(piece.text));
      const link = piece.change === 'same' ? undefined : piece.marks.find((mark) => mark.kind === 'link');
      return link?.kind === 'link' ? `${marked} ${element('small', '', `→ ${escapeHtml(link.href)}`)}` : marked;
    }
    case 'image':
      return element(
        'span',
        'picture',
        escapeHtml(piece.alt === '' ? `Picture: ${piece.src}` : `Picture: ${piece.alt} (${piece.src})`),
      );
    case 'locked':
      return element('code', '', escapeHtml(piece.source));
    case 'break':
      return piece.change === 'same' ? '<br>' : '↵<br>';
  }
}

function markHtml(inner: string, mark: ShownMark): string {
  const tags = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const;
  return mark.kind === 'link' ? element('u', '', inner) : element(tags[mark.kind], '', inner);
}

function kindWords(shown: ShownBlock): string {
  if (shown.kind === 'text') return shown.level === 0 ? 'paragraph' : 'heading';
  return shown.kind === 'locked' ? 'block' : shown.kind;
}

function levelWords(level: number): string {
  return level === 0 ? 'Paragraph' : `Heading ${level}`;
}
