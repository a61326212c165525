import { visibleText } from './visible-text.ts';

/** Longer than any title, path or subject that a person reads in a row. */
const MOST = 300;

/**
 * `untrusted` as one line of the screen: titles, names, paths, subjects of commits. As `visibleText` has it, with line ends
 * and tabs as spaces. Never for text that is stored or sent.
 */
export function visibleLine(untrusted: string, maxLength = MOST): string {
  return visibleText(untrusted, maxLength).replace(/[\t\n]+/g, ' ');
}
