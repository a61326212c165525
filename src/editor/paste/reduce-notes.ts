/** Links from a note's call to the note and back: of Word, Google Docs and LibreOffice. */
const NOTE_LINKS = ['_ftn', '_edn', '#ftnt', '#cmnt', '#sdfootnote', '#sdendnote']
  .map((part) => (part.startsWith('#') ? `a[href^="${part}"]` : `a[href*="${part}"]`))
  .join(',');

/**
 * Footnotes and comments of Word, Google Docs, LibreOffice and wikis. A note stays as text: its number in brackets where it is called, and the note
 * itself as a paragraph where the document has its notes. Comments of reviewers, and a wiki's links to its sources, go.
 */
export function reduceNotes(root: Element): void {
  for (const element of root.querySelectorAll<HTMLElement>('[style*=mso-element],[style*=mso-comment]')) {
    const style = element.getAttribute('style') ?? '';
    if (/mso-element\s*:\s*comment/i.test(style)) element.remove();
  }
  for (const reference of root.querySelectorAll(
    'sup.reference,.mw-cite-backlink,.MsoCommentReference,a[href*="#_msocom"]',
  ))
    reference.remove();
  // The words that a comment is about stand in its link.
  for (const about of root.querySelectorAll('[style*=mso-comment-reference]')) about.replaceWith(...about.childNodes);
  // Word draws a line above its notes.
  for (const list of root.querySelectorAll<HTMLElement>('[style*=mso-element]')) {
    if (!/mso-element\s*:\s*(?:footnote|endnote)-list/i.test(list.getAttribute('style') ?? '')) continue;
    for (const rule of list.querySelectorAll('hr')) rule.remove();
  }
  for (const call of root.querySelectorAll(NOTE_LINKS)) {
    const text = (call.textContent ?? '').trim();
    const number = /\d+|[ivx]+|\*+/i.exec(text)?.[0];
    const place = call.parentElement?.localName === 'sup' ? call.parentElement : call;
    const isComment = (call.getAttribute('href') ?? '').startsWith('#cmnt') || number === undefined;
    // LibreOffice writes a note's own words right behind its number.
    const isGlued = place.previousSibling === null && /^\S/.test(place.nextSibling?.textContent ?? '');
    place.replaceWith(isComment ? '' : `[${number}]${isGlued ? ' ' : ''}`);
  }
}
