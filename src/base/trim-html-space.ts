/** The text without the white space of HTML around it; takes time in proportion to its length, whatever it is. */
export function trimHtmlSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isHtmlSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isHtmlSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isHtmlSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x0c;
}
