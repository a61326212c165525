/** What speaks for Markdown, and how much; two is enough. Marks that people also put into plain text and code weigh little. */
const SIGNS: readonly (readonly [sign: RegExp, weight: number])[] = [
  [/^ {0,3}(`{3,}|~{3,})[^`\n]*\n[\s\S]*?^ {0,3}\1/m, 2],
  [/^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$/m, 2],
  [/^ {0,3}[-*+] \[[ xX]\] \S/m, 2],
  [/!?\[[^\]\n]+\]\((?:https?:\/\/|\/|\.{0,2}\/|mailto:|#)[^)\s]*\)/, 2],
  [/(?:^|\n[ \t]*\n)#{2,6} \S[^\n]*(?:\n[ \t]*\n|\n?$)/, 2],
  [/(?:^|\n[ \t]*\n)# \S[^\n]*(?:\n[ \t]*\n)/, 1.5],
  [/^ {0,3}[-*+] \S.*\n(?:[ \t]+\S.*\n)*(?:[ \t]*\n)? {0,3}[-*+] \S/m, 1],
  [/^ {0,3}\d{1,3}[.)] \S.*\n(?:[ \t]+\S.*\n)*(?:[ \t]*\n)? {0,3}\d{1,3}[.)] \S/m, 1],
  [/(?:^|[\s(])\*\*[^\s*][^*\n]*\*\*(?=[\s.,;:!?)]|$)/m, 1],
  [/(?:^|\n[ \t]*\n)> \S/, 1],
  [/(?:^|[\s(])`[^`\n]+`(?=[\s.,;:!?)]|$)/m, 0.5],
];
const ENOUGH = 2;
/** Looking through more would be felt. */
const MOST = 500_000;

/** Whether plain text was most likely written as Markdown. In doubt it was not. */
export function looksLikeMarkdown(text: string): boolean {
  if (text.length > MOST) return false;
  const lines = text.replaceAll(/\r\n?/g, '\n');
  const written = lines.split('\n').filter((line) => line.trim() !== '');
  const code = written.filter((line) => /[;{}]\s*$|^\s*(?:<\/?[a-z]|\/\/|import\s|\$ )/i.test(line));
  if (code.length > written.length / 5 && !/^ {0,3}(?:```|~~~)/m.test(lines)) return false;
  let weight = 0;
  for (const [sign, more] of SIGNS) {
    if (sign.test(lines)) weight += more;
    if (weight >= ENOUGH) return true;
  }
  return false;
}
