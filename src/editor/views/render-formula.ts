import temml from 'temml';

/** Names of MathML that can lead somewhere or say how things look. Formulas need none of them. */
const refused = new Set(['href', 'src', 'xlink:href', 'id', 'onclick']);

/** TeX as MathML elements; undefined where it is not TeX. Nothing in it links, loads or runs anything. */
export function renderFormula(tex: string, isDisplay: boolean): Element | undefined {
  const frame = document.createElement('span');
  frame.className = 'formula';
  try {
    temml.render(tex, frame, {
      displayMode: isDisplay,
      annotate: true,
      throwOnError: true,
      trust: false,
      maxExpand: 200,
      maxSize: [20, 20],
    });
  } catch {
    // A formula that is being written, or TeX that this reader does not know: its source is shown.
    return undefined;
  }
  for (const node of frame.querySelectorAll('*')) {
    for (const name of node.getAttributeNames()) {
      if (refused.has(name.toLowerCase()) || name.toLowerCase().startsWith('on')) node.removeAttribute(name);
    }
  }
  return frame;
}
