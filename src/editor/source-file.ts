const BYTE_ORDER_MARK = '\u{FEFF}';

/** What the editor holds while the file has a byte order mark and line ends of its own: neither is typed, both stay. */
export interface SourceFile {
  readonly mark: string;
  readonly body: string;
}

/** Takes the byte order mark off a file's text. */
export function readSource(text: string): SourceFile {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  return { mark, body: text.slice(mark.length) };
}
