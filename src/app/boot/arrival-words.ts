import { assertNever, visibleLine } from '#base';
import type { ArrivalProblem } from '#workspace';
import { describeError } from '../errors/describe-error.ts';

/** Why a person who came back from the host is not signed in, and what to do. */
export function arrivalWords(problem: ArrivalProblem, host: string): { readonly title: string; readonly text: string } {
  const title = `You are not signed in at ${host}`;
  switch (problem.kind) {
    case 'said-no':
      return { title, text: `Access was refused at ${host}. Nothing was changed, and what you wrote is still here.` };
    case 'lost':
      return {
        title,
        text: 'This tab does not know of a sign-in that waits for an answer: it was begun in another tab, too long ago, or used already. Sign in again from here.',
      };
    case 'foreign':
      return {
        title,
        text: 'The answer that came back is not the one to the sign-in that was begun here, so it was not used. If you did not follow a link from somewhere else, sign in again.',
      };
    case 'refused':
      return {
        title,
        text: `${host} gave no token${problem.reason === '' ? '' : ` (“${visibleLine(problem.reason, 100)}”)`}. Sign in again. If that does not help, whoever set up this page has to look at its registration at ${host}.`,
      };
    case 'failed':
      return { title, text: `${describeError(problem.error).sentence} Sign in again when it is better.` };
    default:
      return assertNever(problem);
  }
}
