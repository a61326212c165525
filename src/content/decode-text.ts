export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  /** Not valid UTF-8: `preview` replaces what could not be read. */
  | { readonly kind: 'not-utf8'; readonly preview: string };

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes a file's bytes. A byte order mark stays in the text, so that encoding `text` gives the same bytes. */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    return { kind: 'text', text: strict.decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'not-utf8', preview: lenient.decode(bytes) };
  }
}
