/** What commits are signed with: an Ed25519 key whose private half no code can read. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  /** The 32 bytes of the public half. */
  readonly publicKey: Uint8Array;
}

/** The signing key of this browser. */
export interface SigningKeys {
  /** Whether this browser can make keys and keep them, and what is missing where it can't. */
  support(): Promise<'supported' | 'no-ed25519' | 'no-storage'>;
  /** The key to sign with; undefined while signing is off. Throws `signing-failed` when it is on and the key can't be read. */
  find(): Promise<SigningKey | undefined>;
  /** Signs from now on, with the key that is here already where there is one. */
  turnOn(): Promise<SigningKey>;
  /** Signs with a new key from now on; the one before is forgotten. */
  renew(): Promise<SigningKey>;
  /** Signs no more. The key stays for when it is turned on again. */
  turnOff(): Promise<void>;
}
