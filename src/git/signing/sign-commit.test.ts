import { describe, expect, it } from 'vitest';
import { serializeCommit } from '../engine/commit-object.ts';
import { signCommit, signMessage } from './sign-commit.ts';
import { sshPublicKeyLine } from './ssh-wire.ts';

/** A key made for this test alone; its halves, and what `ssh-keygen -Y sign -n git` of OpenSSH 9.2 made with it. */
const seed = '3cd0aebe66eda3c3902bfd0d0f1b9448eff66e15eb7848f865592986ada6cc24';
const publicKey = Buffer.from('8bc195f030abe6f2d5a14aeb8331784eece4a4e23d0a51f1ffd3142254c4c230', 'hex');
const commit = {
  tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  parents: [],
  author: { name: 'Ada', email: 'ada@example.test' },
  time: 1_760_000_000_000,
  message: 'Hello',
};
const unsigned = new TextEncoder().encode(
  `tree ${commit.tree}\nauthor Ada <ada@example.test> 1760000000 +0000\ncommitter Ada <ada@example.test> 1760000000 +0000\n\nHello\n`,
);
const signature = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgi8GV8DCr5vLVoUrrgzF4TuzkpO
I9ClHx/9MUIlTEwjAAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
AAAAQKSHLib3Wftkohl5+tbmkoXAKTBLY8iZoqTiYQm5wW6ZGCbLuZpXy0gyFTK5DjwBMt
kNG37e7yaK5RyO237X9AM=
-----END SSH SIGNATURE-----
`;

/** The header that PKCS #8 puts before the 32 bytes of an Ed25519 key (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

async function testKey() {
  const bytes = Buffer.concat([pkcs8, Buffer.from(seed, 'hex')]);
  return { publicKey, privateKey: await crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', false, ['sign']) };
}

describe('a signature', () => {
  it('[G1] is byte for byte the one that ssh-keygen makes', async () => {
    expect(await signMessage(unsigned, await testKey())).toBe(signature);
  });

  it('[G1] stands in the commit as its last header, over all else', async () => {
    const signed = Buffer.from(await signCommit(unsigned, await testKey())).toString();
    const header = `gpgsig ${signature.trimEnd().replaceAll('\n', '\n ')}\n`;
    expect(signed).toBe(Buffer.from(unsigned).toString().replace('\n\n', `\n${header}\n`));
  });

  it('[G1] of a message with blank lines goes before the first of them', async () => {
    const content = serializeCommit({ ...commit, message: 'One\n\nTwo' });
    const signed = Buffer.from(await signCommit(content, await testKey())).toString();
    expect(signed).toMatch(/^tree [\s\S]*\n -----END SSH SIGNATURE-----\n\nOne\n\nTwo\n$/);
  });

  it('[G3] that can not be made is an error with a cause of its own', async () => {
    const { publicKey: known } = await testKey();
    const { publicKey: privateKey } = await crypto.subtle
      .generateKey('Ed25519', false, ['sign', 'verify'])
      .then((pair) => ('publicKey' in pair ? pair : Promise.reject(new Error('no pair'))));
    // A public key signs nothing.
    await expect(signCommit(unsigned, { publicKey: known, privateKey })).rejects.toMatchObject({
      code: 'signing-failed',
    });
  });
});

it('[G2] writes the public key as OpenSSH does, in one line', () => {
  const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIvBlfAwq+by1aFK64MxeE7s5KTiPQpR8f/TFCJUxMIw';
  expect(sshPublicKeyLine(publicKey, 'ada@example.test')).toBe(`${line} ada@example.test`);
  expect(sshPublicKeyLine(publicKey, 'two\nlines\r\n')).toBe(`${line} two lines`);
  expect(sshPublicKeyLine(publicKey, '')).toBe(line);
});
