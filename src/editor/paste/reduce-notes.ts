/**
 * Footnotes and comments of Word, Google Docs and wikis. A note stays as text: its number in brackets where it is called, and the note
 * itself as a paragraph where the document has its notes. Comments of reviewers, and a wiki's links to its sources, go.
 */
export function reduceNotes(root: Element): void {
  for (const element of root.querySelectorAll<HTMLElement>('[style*=mso-element],[style*=mso-comment]')) {
    const style = element.getAttribute('style') ?? '';
    if (/mso-element\s*:\s*comment|mso-comment-reference/i.test(style)) element.remove();
  }
  for (const reference of root.querySelectorAll('sup.reference,.mw-cite-backlink,.MsoCommentReference'))
    reference.remove();
  // Word draws a line above its notes.
  for (const list of root.querySelectorAll<HTMLElement>('[style*=mso-element]')) {
    if (!/mso-element\s*:\s*(?:footnote|endnote)-list/i.test(list.getAttribute('style') ?? '')) continue;
    for (const rule of list.querySelectorAll('hr')) rule.remove();
  }
  for (const call of root.querySelectorAll('a[href*="_ftn"],a[href*="_edn"],a[href^="#ftnt"],a[href^="#cmnt"]')) {
    const text = (call.textContent ?? '').trim();
    const number = /\d+|[ivx]+|\*+/i.exec(text)?.[0];
    const place = call.parentElement?.localName === 'sup' ? call.parentElement : call;
    const isComment = (call.getAttribute('href') ?? '').startsWith('#cmnt') || number === undefined;
    place.replaceWith(isComment ? '' : `[${number}]`);
  }
}
