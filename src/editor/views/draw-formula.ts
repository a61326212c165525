import { element } from './element.ts';

const longest = 4_000;

/** TeX between its dollars: the formula, and whether it stands on lines of its own. */
export function formulaOf(source: string): { readonly tex: string; readonly isDisplay: boolean } {
  const text = source.trim();
  const isDisplay = text.startsWith('$$');
  const width = isDisplay ? 2 : 1;
  return { tex: text.slice(width, text.endsWith('$') ? -width : undefined).trim(), isDisplay };
}

/**
 * Draws a formula as MathML once the code for it has come; until then, and where it can't be read, its source stands there.
 * The returned function must be called when it is drawn anew or goes.
 */
export function drawFormula(into: HTMLElement, source: string): () => void {
  const { tex, isDisplay } = formulaOf(source);
  into.replaceChildren(element('code', { class: 'formula-source' }, source));
  if (tex === '' || tex.length > longest) return () => undefined;
  let isCurrent = true;
  import('./render-formula.ts')
    .then(({ renderFormula }) => {
      const drawn = isCurrent ? renderFormula(tex, isDisplay) : undefined;
      if (drawn !== undefined) into.replaceChildren(drawn);
    })
    // Without a network the source is shown, which says the same.
    .catch(() => undefined);
  return () => {
    isCurrent = false;
  };
}
