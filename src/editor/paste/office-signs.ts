/** What letters of the font "Symbol" show, and which they are written with. */
const SYMBOL = letters(
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIKLMNOPQRSTUWXYZ®¬Þ\u00dcÛ«³£¹»º±°´¸¥ÖåÐ"$ÎÏÇÈÌÍ¶Ñòµ\\@~·',
  'αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ→←⇒⇐⇔↔≥≤≠≈≡±°×÷∞√∑∠∀∃∈∉∩∪⊂⊆∂∇∫∝∴≅∼•',
);
/** The same of "Wingdings": Word itself writes arrows and faces with it for what was typed as "-->" and ":)". */
const WINGDINGS = letters('àßáâèçJKLüûþýo¨qnl§ØvFð', '→←↑↓➔←☺😐☹✓✗☑☒☐◻❑■●▪➢❖☞⇨');

const FONT = /(?:^|;)\s*(?:mso-symbol-font-family|font-family)\s*:\s*["']?(symbol|wingdings)\b/i;

function letters(from: string, to: string): ReadonlyMap<string, string> {
  const shown = Array.from(to);
  return new Map(Array.from(from, (letter, index) => [letter, shown[index] ?? letter]));
}

/** Arrows, Greek letters and faces that Word writes as letters of a font of signs become the signs that were seen. */
export function officeSigns(root: Element): void {
  for (const element of root.querySelectorAll('[style*=ymbol],[style*=ingdings]')) {
    const font = FONT.exec(element.getAttribute('style') ?? '')?.[1]?.toLowerCase();
    if (font === undefined) continue;
    const signs = font === 'symbol' ? SYMBOL : WINGDINGS;
    const walker = root.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node instanceof Text && isOfFont(node, element)) node.data = shownIn(node.data, signs);
  }
}

/** Text in a font of its own inside of the element is no sign. */
function isOfFont(text: Text, element: Element): boolean {
  const nearest = text.parentElement?.closest('[style*=font-family]');
  return nearest === element || nearest === null || nearest === undefined;
}

/** More than a letter or two were typed as words, whatever their font. */
function shownIn(text: string, signs: ReadonlyMap<string, string>): string {
  if (text.trim().length > 2) return text;
  return Array.from(text)
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      // Letters of such fonts are also written in the area for private use.
      const own = code >= 0xf0_20 && code <= 0xf0_ff ? String.fromCodePoint(code - 0xf0_00) : letter;
      return signs.get(own) ?? letter;
    })
    .join('');
}
