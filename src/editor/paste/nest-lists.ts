/** Lists as they should be nested: a list that stands between the items of another belongs to the item before it; checklists are tasks. */
export function nestLists(root: Element): void {
  for (const list of root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') {
      before.append(list);
      continue;
    }
    const previous = before?.localName === 'ul' || before?.localName === 'ol' ? before : null;
    if (previous !== null) previous.append(...list.childNodes);
    else list.before(...list.children);
    list.remove();
  }
  // Text and blocks between items are items too.
  for (const item of root.querySelectorAll('li')) {
    const { parentElement } = item;
    if (parentElement !== null && !/^(?:ul|ol|menu)$/.test(parentElement.localName)) {
      const list = root.ownerDocument.createElement('ul');
      item.before(list);
      while (list.nextElementSibling?.localName === 'li') list.append(list.nextElementSibling);
    }
  }
  for (const item of root.querySelectorAll<HTMLElement>('li')) readTask(item);
  for (const item of root.querySelectorAll('li'))
    if (item.querySelector('ul,ol') === null && isBlank(item)) item.remove();
  for (const list of [...root.querySelectorAll('ul,ol')].toReversed()) if (list.children.length === 0) list.remove();
}

function isBlank(element: Element): boolean {
  return (element.textContent ?? '').trim() === '' && element.querySelector('img,hr') === null;
}

/** `[x] done`, as programs write it that know no boxes. */
function readTypedBox(item: HTMLElement): void {
  const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  let text = walker.nextNode();
  while (text !== null && (text.nodeValue ?? '').trim() === '') text = walker.nextNode();
  if (!(text instanceof Text) || text.parentElement?.closest('li') !== item) return;
  const box = /^\s*\[([ xX])\]\s+/.exec(text.data);
  if (box === null) return;
  item.setAttribute('data-checked', String(box[1] !== ' '));
  text.data = text.data.slice(box[0].length);
}

function readTask(item: HTMLElement): void {
  const boxes = [...item.querySelectorAll('input[type=checkbox]')].filter((box) => box.closest('li') === item);
  const [box] = boxes;
  const role = item.getAttribute('role') === 'checkbox' ? item.getAttribute('aria-checked') : null;
  const notion = item.querySelector(':scope > .checkbox');
  if (box !== undefined) item.setAttribute('data-checked', String(box.hasAttribute('checked')));
  else if (role !== null) item.setAttribute('data-checked', String(role === 'true'));
  else if (notion !== null) item.setAttribute('data-checked', String(notion.classList.contains('checkbox-on')));
  else readTypedBox(item);
  for (const one of boxes) one.remove();
  notion?.remove();
  if (role === null) return;
  // Google Docs draws the box as a picture, and strikes what is done.
  for (const image of item.querySelectorAll(':scope > img')) image.remove();
  if (role === 'true' && isStruck(item))
    for (const words of item.querySelectorAll<HTMLElement>('span')) words.style.removeProperty('text-decoration');
}

function isStruck(element: HTMLElement): boolean {
  return element.style.getPropertyValue('text-decoration').includes('line-through');
}
