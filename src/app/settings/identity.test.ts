import { describe, expect, it } from 'vitest';
import { checkIdentity, isSound } from './identity.ts';

describe('checkIdentity', () => {
  it('takes a name and an address', () => {
    expect(isSound(checkIdentity({ name: ' Ada Moreau ', email: 'ada@example.org ' }))).toBe(true);
  });

  it.each(['', '  ', 'a<b', 'a\nb'])('does not take the name %j', (name) => {
    expect(checkIdentity({ name, email: 'a@b' }).name).toBeDefined();
  });

  it.each(['', 'ada', 'ada@', '@b', 'a b@c', 'a@b>'])('does not take the address %j', (email) => {
    expect(checkIdentity({ name: 'Ada', email }).email).toBeDefined();
  });
});
