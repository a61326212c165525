import type { ErrorCode, GalleyError } from '#base';

/** What a person can do about a failure with one press. */
export type ErrorAction = 'retry' | 'sign-in' | 'none';

export interface ErrorWords {
  readonly title: string;
  readonly sentence: string;
  readonly action: ErrorAction;
}

const words: Readonly<Record<ErrorCode, ErrorWords>> = {
  'not-found': {
    title: 'Not found',
    sentence: 'It is not in the repository. It may have been renamed or deleted.',
    action: 'none',
  },
  'sign-in-needed': {
    title: 'Sign-in needed',
    sentence: 'The git host wants to know who you are, or did not accept the user name and token.',
    action: 'sign-in',
  },
  'not-allowed': {
    title: 'Not allowed',
    sentence: 'Your account may not do this in this repository. Ask its owner for the right to write.',
    action: 'sign-in',
  },
  'rate-limited': {
    title: 'Too many requests',
    sentence: 'The git host asks to wait before the next request. Try again in a few minutes.',
    action: 'retry',
  },
  'server-error': {
    title: 'The git server failed',
    sentence: 'The server could not answer.',
    action: 'retry',
  },
  offline: {
    title: 'Offline',
    sentence: 'The git server can’t be reached.',
    action: 'retry',
  },
  'cut-off': {
    title: 'The connection broke off',
    sentence: 'Only part of the answer came. Nothing half-made was kept.',
    action: 'retry',
  },
  corrupt: {
    title: 'Damaged data',
    sentence: 'What came, or what is stored here, is not what it should be, so it was not used.',
    action: 'retry',
  },
  'not-a-git-server': {
    title: 'Not a git repository',
    sentence: 'The address answers, but not as a git server does. Check the address that Galley was started with.',
    action: 'retry',
  },
  unsupported: {
    title: 'Not supported',
    sentence: 'The repository or this browser needs something that Galley can’t do.',
    action: 'none',
  },
  'too-large': {
    title: 'Too large',
    sentence: 'It is larger than Galley can work with in a browser tab.',
    action: 'none',
  },
  'out-of-storage': {
    title: 'No room left',
    sentence: 'The browser has no room left for this site. Free some disk space, then try again.',
    action: 'retry',
  },
  'storage-blocked': {
    title: 'Storage is blocked',
    sentence:
      'This browser does not let the page store anything. Allow it for this address, or leave private browsing.',
    action: 'retry',
  },
  cancelled: { title: 'Cancelled', sentence: 'It was stopped before it was done.', action: 'retry' },
  'invalid-path': {
    title: 'Not a usable file name',
    sentence: 'Git or a computer of someone else could not keep a file of this name.',
    action: 'none',
  },
  'invalid-input': {
    title: 'Not accepted',
    sentence: 'Something that was typed can’t be used as it is.',
    action: 'none',
  },
  'not-utf8': {
    title: 'Not readable as text',
    sentence: 'The file is not valid UTF-8, so it can’t be edited without loss.',
    action: 'none',
  },
  'branch-gone': {
    title: 'The branch is gone',
    sentence:
      'The branch that this site is written on is no longer on the server. What you wrote is kept in this browser.',
    action: 'retry',
  },
  'branch-rewritten': {
    title: 'The history was replaced',
    sentence:
      'Someone replaced the history of the branch on the server. What you wrote is kept here. Look at the changes, then publish again.',
    action: 'retry',
  },
  'signing-failed': {
    title: 'Not signed, so not committed',
    sentence:
      'This browser could not sign the commit. What you wrote is kept. Make a new key in Settings, or turn signing off there.',
    action: 'retry',
  },
  internal: {
    title: 'Something went wrong',
    sentence: 'This is a fault in Galley. What you wrote is kept in this browser; reloading the page may help.',
    action: 'retry',
  },
};

/** The one table from an error to the sentence and the action that a person sees. */
export function describeError(error: GalleyError): ErrorWords {
  const wait = error.code === 'rate-limited' ? error.data['retryAfter'] : undefined;
  if (typeof wait !== 'number') return words[error.code];
  return {
    ...words[error.code],
    sentence: `The git host asks to wait for ${durationWords(wait)} before the next request. Try again then.`,
  };
}

function durationWords(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} seconds`;
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} minutes`;
  return `${Math.ceil(seconds / 3600)} hours`;
}
