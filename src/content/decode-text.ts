export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  /** Not valid UTF-8: `preview` replaces what could not be read. */
  | { readonly kind: 'not-utf8'; readonly preview: string };

/** Decodes a file's bytes. A byte order mark stays in the text, so that encoding `text` gives the same bytes. */
export function decodeText(bytes: Uint8Array): DecodedText {
  return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
}
