import { GalleyError, joinBytes, toBase64 } from '#base';
import type { SigningKey } from './signing-key.ts';
import { sshBlob, sshNumber, sshString } from './ssh-wire.ts';

const MAGIC = new TextEncoder().encode('SSHSIG');
const VERSION = 1;
/** What git signs under, so that a signature of anything else is never one of a commit. */
const NAMESPACE = 'git';
const HASH = 'sha512';
const LINE_LENGTH = 70;

/** Signs `message` in the armoured form of OpenSSH's PROTOCOL.sshsig, as `ssh-keygen -Y sign -n git` does. Ends with a line end. */
export async function signMessage(message: Uint8Array, { privateKey, publicKey }: SigningKey): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-512', new Uint8Array(message)));
  const about = joinBytes([sshString(NAMESPACE), sshString(''), sshString(HASH)]);
  const signed = joinBytes([MAGIC, about, sshString(digest)]);
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, signed));
  const blob = joinBytes([
    MAGIC,
    sshNumber(VERSION),
    sshString(sshBlob(publicKey)),
    about,
    sshString(sshBlob(signature)),
  ]);
  const lines = toBase64(blob).match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
  return `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`;
}

/**
 * The commit with a `gpgsig` header over all else that it says, as git's `gpg.format=ssh` writes it. Throws
 * `signing-failed` where the browser does not sign; nothing was written then.
 */
export async function signCommit(commit: Uint8Array, key: SigningKey): Promise<Uint8Array> {
  const signature = await signMessage(commit, key).catch((error: unknown) => {
    throw new GalleyError('signing-failed', 'The commit could not be signed', { cause: error });
  });
  const header = new TextEncoder().encode(`gpgsig ${signature.trimEnd().replaceAll('\n', '\n ')}\n`);
  const headers = endOfHeaders(commit);
  return joinBytes([commit.subarray(0, headers), header, commit.subarray(headers)]);
}

/** Where the blank line before the message stands. */
function endOfHeaders(commit: Uint8Array): number {
  const lineEnd = 10;
  const blank = commit.findIndex((byte, index) => byte === lineEnd && commit[index + 1] === lineEnd);
  if (blank < 0) throw new GalleyError('internal', 'A commit has no blank line');
  return blank + 1;
}
