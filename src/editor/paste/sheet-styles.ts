/** What spreadsheets say by classes, and the tidying reads. */
const MEANT = /^(?:font-weight|font-style|text-decoration|text-align|display)$/;

/** A sheet has some dozens; with more, someone wants to keep the tab busy. */
const MOST_RULES = 2000;

/** Excel says by classes what is bold, struck or hidden; each element gets what its class says as a style of its own. */
export function sheetStyles(root: Element): void {
  if (root.querySelector('meta[content^="Microsoft Excel"],meta[content="Excel.Sheet"]') === null) return;
  const text = [...root.querySelectorAll('style')].map((sheet) => sheet.textContent ?? '').join('\n');
  const rules = text
    .replaceAll(/<!--|-->/g, '')
    .split('}', MOST_RULES)
    .map((rule) => rule.split('{', 2));
  // A class says more than the name of an element.
  for (const kind of [/^\.[\w-]+$/, /^[a-z]+$/i])
    for (const [selector = '', declarations = ''] of rules)
      if (kind.test(selector.trim())) apply(root, selector.trim(), declarations);
}

function apply(root: Element, selector: string, declarations: string): void {
  const meant = declarations
    .split(';')
    .map((declaration) => declaration.split(':').map((part) => part.trim()))
    .filter(([name]) => MEANT.test(name ?? ''));
  for (const element of root.querySelectorAll<HTMLElement>(selector))
    for (const [name = '', value = ''] of meant)
      if (element.style.getPropertyValue(name) === '') element.style.setProperty(name, value);
}
