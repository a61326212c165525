const BLOCKS = 'p,div,h1,h2,h3,h4,h5,h6,ul,ol,li,blockquote,pre,table,section,article,hr,figure';

/** Bold, italic and struck text that is said by styles becomes elements; all other styling goes. */
export function stylesToMarks(root: Element): void {
  for (const element of root.querySelectorAll<HTMLElement>('b,strong,i,em')) {
    // Google Docs puts all it copies into <b style="font-weight:normal">; mail does so with <i>.
    const { fontWeight, fontStyle } = element.style;
    const isBold = /^(?:b|strong)$/.test(element.localName);
    if (isBold ? /^(?:normal|[1-5]00)$/.test(fontWeight) : fontStyle === 'normal')
      element.replaceWith(...element.childNodes);
    else if (element.querySelector(BLOCKS) !== null) pushDown(element);
  }
  for (const element of root.querySelectorAll<HTMLElement>('span,font,a')) {
    const { fontWeight, fontStyle } = element.style;
    const line =
      element.style.getPropertyValue('text-decoration') || element.style.getPropertyValue('text-decoration-line');
    const names = [
      ...(/^(?:bold(?:er)?|[6-9]\d\d)$/.test(fontWeight) ? ['strong'] : []),
      ...(fontStyle === 'italic' || fontStyle === 'oblique' ? ['em'] : []),
      ...(line.includes('line-through') ? ['s'] : []),
    ];
    if (element.querySelector(BLOCKS) === null) for (const name of names) wrapContent(element, name);
    if (element.localName !== 'a' && !element.hasAttribute('data-galley-locked'))
      element.replaceWith(...element.childNodes);
  }
  for (const element of root.querySelectorAll<HTMLElement>('p,li,td,th,div')) {
    if (element.querySelector(BLOCKS) !== null) continue;
    if (/^(?:bold|[6-9]\d\d)$/.test(element.style.fontWeight) && element.localName !== 'th')
      wrapContent(element, 'strong');
    if (element.style.fontStyle === 'italic') wrapContent(element, 'em');
  }
  for (const element of root.querySelectorAll('u,ins,small,big,abbr,label,center,time,bdi,wbr,mark,tt,nobr'))
    element.replaceWith(...element.childNodes);
  joinMarks(root);
  // A heading is bold by being one.
  for (const bold of root.querySelectorAll(
    'h1 b,h1 strong,h2 b,h2 strong,h3 b,h3 strong,h4 b,h4 strong,h5 b,h5 strong,h6 b,h6 strong,th b,th strong',
  ))
    bold.replaceWith(...bold.childNodes);
}

function wrapContent(element: Element, name: string): void {
  if ((element.textContent ?? '').trim() === '') return;
  const mark = element.ownerDocument.createElement(name);
  mark.append(...element.childNodes);
  element.append(mark);
}

/** Puts a mark that stands around blocks into each of them. */
function pushDown(element: Element): void {
  const inner = [...element.querySelectorAll('p,h1,h2,h3,h4,h5,h6,li,td,th,div')].filter(
    (block) => block.querySelector(BLOCKS) === null,
  );
  for (const block of inner) wrapContent(block, element.localName);
  element.replaceWith(...element.childNodes);
}

/** Word cuts a bold phrase into many pieces; neighbours of one kind become one, and empty ones go. */
function joinMarks(root: Element): void {
  for (const mark of root.querySelectorAll('strong,b,em,i,s,del,strike,code,a')) {
    if ((mark.textContent ?? '') === '' && mark.querySelector('img,br') === null) {
      mark.remove();
      continue;
    }
    const before = mark.previousSibling;
    if (!(before instanceof Element) || before.localName !== mark.localName) continue;
    if (before.getAttribute('href') !== mark.getAttribute('href')) continue;
    before.append(...mark.childNodes);
    mark.remove();
  }
}
