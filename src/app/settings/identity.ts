/** Who a commit is by, as git writes it. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** What is wrong with each part, in words; a part without a fault is absent. */
export interface IdentityFaults {
  readonly name?: string;
  readonly email?: string;
}

/** Trims both parts. */
export function trimIdentity({ name, email }: Identity): Identity {
  return { name: name.trim(), email: email.trim() };
}

/** Checks that git can write the identity into a commit and that a person wrote something meaningful. */
export function checkIdentity(identity: Identity): IdentityFaults {
  const { name, email } = trimIdentity(identity);
  return {
    ...(name === '' ? { name: 'Readers of the history will want a name.' } : breaksGit(name) ? { name: breaking } : {}),
    ...(/^[^\s@<>]+@[^\s@<>]+$/u.test(email) ? {} : { email: 'Write an e-mail address, such as you@example.org.' }),
  };
}

/** True when there is no fault. */
export function isSound(faults: IdentityFaults): boolean {
  return faults.name === undefined && faults.email === undefined;
}

const breaking = 'A name in git can’t have < or > or a line break.';

function breaksGit(text: string): boolean {
  return /[<>\n\r\0]/u.test(text);
}
