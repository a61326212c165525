import { checkIdentity, isSound, type Identity } from './identity.ts';

const key = 'galley:identity';

/** Who commits are by: what the person set in this browser, else what the served page suggests. */
export function browserIdentity(suggested: Identity | null): {
  get(): Promise<Identity | undefined>;
  set(identity: Identity): Promise<void>;
} {
  let current = readIdentity() ?? (suggested !== null && isSound(checkIdentity(suggested)) ? suggested : undefined);
  return {
    get: async () => current,
    async set(identity) {
      current = identity;
      try {
        localStorage.setItem(key, JSON.stringify(identity));
      } catch {
        // A browser that stores nothing keeps it for this page's life, which is all that can be had.
      }
    },
  };
}

function readIdentity(): Identity | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isIdentity(stored) && isSound(checkIdentity(stored))
      ? { name: stored.name, email: stored.email }
      : undefined;
  } catch {
    // Storage is blocked or holds something else: the same as nothing stored.
    return undefined;
  }
}

function isIdentity(value: unknown): value is Identity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'email' in value &&
    typeof value.name === 'string' &&
    typeof value.email === 'string'
  );
}
