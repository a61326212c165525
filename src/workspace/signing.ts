import { assertNever, GalleyError } from '#base';
import { sshPublicKeyLine, type SigningKeys } from '#git';
import type { WorkspaceContext } from './workspace-context.ts';
import type { SigningState } from './workspace.ts';

/** Whether commits are signed here, and the key that a host has to know. The person's address tells it from others there. */
export async function signingState(context: WorkspaceContext): Promise<SigningState> {
  if (context.openSigningKeys === undefined) return { kind: 'unsupported', reason: 'no-storage' };
  const keys = await context.openSigningKeys();
  const key = await keys.find();
  if (key !== undefined) {
    const name = (await context.identities.get())?.email ?? 'galley';
    return { kind: 'on', publicKey: sshPublicKeyLine(key.publicKey, name) };
  }
  const support = await keys.support();
  return support === 'supported' ? { kind: 'off' } : { kind: 'unsupported', reason: support };
}

export async function setSigning(context: WorkspaceContext, choice: 'on' | 'off' | 'new-key'): Promise<void> {
  const keys: SigningKeys | undefined = await context.openSigningKeys?.();
  if (keys === undefined) throw new GalleyError('unsupported', 'Nothing keeps signing keys here');
  switch (choice) {
    case 'on':
      await keys.turnOn();
      return;
    case 'off':
      await keys.turnOff();
      return;
    case 'new-key':
      await keys.renew();
      return;
    default:
      assertNever(choice);
  }
}
