import { cleanTables } from './clean-tables.ts';
import { divideLines } from './divide-lines.ts';
import { levelLists } from './level-lists.ts';
import { nestLists } from './nest-lists.ts';
import { officeSigns } from './office-signs.ts';
import { reduceNotes } from './reduce-notes.ts';
import { sheetStyles } from './sheet-styles.ts';
import { stylesToMarks } from './styles-to-marks.ts';
import { unwrapLink } from './unwrap-link.ts';
import { wordLists } from './word-lists.ts';

/** What is never text of a post: programs, styles, controls, players, and the editing links of wikis. */
const JUNK =
  'script,style,meta,link,title,base,template,noscript,iframe,frame,object,embed,applet,svg,math,canvas,audio,video,map,' +
  'button,select,textarea,dialog,datalist,input:not([type=checkbox]),[hidden],.mw-editsection,.noprint,xml';

/**
 * Takes the habits of word processors, spreadsheets, mail and web pages out of pasted HTML, so that the schema's own parser finds the
 * structure that was meant. Works in place, on a tree that belongs to no page.
 */
export function tidyHtml(root: Element): void {
  removeComments(root);
  sheetStyles(root);
  for (const junk of root.querySelectorAll(JUNK)) junk.remove();
  for (const element of root.querySelectorAll<HTMLElement>('[style]')) if (isHidden(element)) element.remove();
  unwrapLayers(root);
  emptyBookmarks(root);
  reduceNotes(root);
  wordLists(root);
  levelLists(root);
  officeSigns(root);
  officeBlocks(root);
  for (const link of root.querySelectorAll('a')) unwrapLink(link);
  for (const image of root.querySelectorAll('img')) if (isTracker(image) || isOutOfReach(image)) image.remove();
  nestLists(root);
  stylesToMarks(root);
  cleanTables(root);
  divideLines(root);
  for (const code of root.querySelectorAll('pre')) {
    code.normalize();
    const last = code.querySelector('code')?.lastChild ?? code.lastChild;
    if (last instanceof Text) last.data = last.data.replace(/\n$/, '');
  }
  for (const element of [root, ...root.querySelectorAll('*')]) {
    for (const name of ['class', 'style', 'id', 'title', 'dir', 'lang'])
      if (!(name === 'title' && element.localName === 'a') && !(name === 'class' && element.localName === 'code'))
        element.removeAttribute(name);
  }
}

/** Pages wrap what they show in layer upon layer; only the innermost means something. */
function unwrapLayers(root: Element): void {
  for (const layer of root.querySelectorAll('div,section,article,main')) {
    const isLayer =
      layer.childElementCount === 1 && layer.firstElementChild?.matches('div,section,article,main') === true;
    const hasText = [...layer.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    if (isLayer && !hasText && !layer.matches('[style*=mso-]')) layer.replaceWith(...layer.childNodes);
  }
}

function removeComments(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(
    root,
    NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION,
  );
  const found: ChildNode[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof CharacterData) found.push(node);
  for (const comment of found) comment.remove();
}

function isHidden(element: HTMLElement): boolean {
  const style = element.getAttribute('style') ?? '';
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i.test(style);
}

/** A picture of a pixel or two, which is there to be counted. */
function isTracker(image: HTMLImageElement): boolean {
  const [width, height] = [image.getAttribute('width'), image.getAttribute('height')].map((size) => Number(size ?? 99));
  return (width ?? 99) <= 2 && (height ?? 99) <= 2;
}

/** A picture that is only a file of the other program, or a thing of its mail. */
function isOutOfReach(image: HTMLImageElement): boolean {
  const scheme = /^\s*([a-z][a-z\d+.-]*):/i.exec(image.getAttribute('src') ?? '')?.[1]?.toLowerCase();
  return scheme !== undefined && !/^(?:https?|data)$/.test(scheme);
}

/** Word puts what is left of its bookmarks between paragraphs that follow each other. */
function emptyBookmarks(root: Element): void {
  for (const mark of root.querySelectorAll('span[style*=mso-bookmark]'))
    if ((mark.textContent ?? '') === '' && mark.querySelector('img,br') === null) mark.remove();
}

/** Titles and quotations of Word, its code and leaders, and elements of Office's own namespace, which stand around text. */
function officeBlocks(root: Element): void {
  for (const title of root.querySelectorAll('p.MsoTitle')) rename(title, 'h1');
  for (const quotation of root.querySelectorAll('p.MsoQuote,p.MsoIntenseQuote')) {
    const around = root.ownerDocument.createElement('blockquote');
    quotation.before(around);
    around.append(quotation);
  }
  // A tab, also one that is a row of dots.
  for (const tab of root.querySelectorAll('span[style*=mso-tab-count]')) tab.replaceWith(' ');
  // Each line of code is a block to Word.
  for (const code of root.querySelectorAll('pre')) {
    let before = code.previousSibling;
    while (before instanceof Text && before.data.trim() === '') before = before.previousSibling;
    if (!(before instanceof HTMLPreElement) || !isOffice(before) || !isOffice(code)) continue;
    before.append('\n', ...code.childNodes);
    code.remove();
  }
  for (const heading of root.querySelectorAll('p[role=heading],div[role=heading]')) {
    const level = Number(heading.getAttribute('aria-level') ?? 2);
    rename(heading, `h${Math.min(6, Math.max(1, Math.round(level) || 2))}`);
  }
  for (const element of root.querySelectorAll('*'))
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes);
}

function isOffice(element: Element): boolean {
  return element.matches('[style*=mso-]') || element.querySelector('[style*=mso-],o\\:p') !== null;
}

function rename(element: Element, name: string): void {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}
