import { joinBytes, toBase64 } from '#base';

/** The one kind of key that is used here, as OpenSSH names it (RFC 8709). */
const KEY_TYPE = 'ssh-ed25519';

const encoder = new TextEncoder();

/** A "string" of RFC 4251, section 5: its length in four bytes, then itself. */
export function sshString(value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === 'string' ? encoder.encode(value) : value;
  return joinBytes([sshNumber(bytes.length), bytes]);
}

/** A "uint32" of the same. */
export function sshNumber(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** A public key, and in the same way a signature, with the kind of key before it. */
export function sshBlob(content: Uint8Array): Uint8Array {
  return joinBytes([sshString(KEY_TYPE), sshString(content)]);
}

/** The public key in one line, as `.pub` files and git hosts have it: "ssh-ed25519 AAAA… comment". */
export function sshPublicKeyLine(publicKey: Uint8Array, comment: string): string {
  // A line break would make a second key of what follows it.
  const words = comment.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return `${KEY_TYPE} ${toBase64(sshBlob(publicKey))}${words === '' ? '' : ` ${words}`}`;
}
