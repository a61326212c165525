import type { Action } from '../actions/action.ts';

/** Where letters of a query were found in a text: the fewer letters between them, the better. Undefined when not all are there in order. */
function score(text: string, query: string): number | undefined {
  const whole = text.indexOf(query);
  // At the start, then at the start of a word, then anywhere, then scattered.
  if (whole === 0) return 0;
  if (whole > 0) return text[whole - 1] === ' ' ? 1 : 2;
  let [at, gaps] = [-1, 0];
  for (const letter of query) {
    const next = text.indexOf(letter, at + 1);
    if (next === -1) return undefined;
    if (next > at + 1) gaps += 1;
    at = next;
  }
  return gaps > query.length / 2 + 1 ? undefined : 3 + gaps;
}

/** The actions that a query may mean, best first; all of them, in their order, for an empty query. */
export function matchActions<Each extends Pick<Action, 'label'>>(
  actions: readonly Each[],
  query: string,
): readonly Each[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return actions;
  return actions
    .flatMap((action) => {
      const label = plain(action.label);
      const scores = words.map((word) => score(label, word));
      const total = scores.reduce<number | undefined>(
        (sum, each) => (sum === undefined || each === undefined ? undefined : sum + each),
        0,
      );
      return total === undefined ? [] : [{ action, total }];
    })
    .toSorted((one, other) => one.total - other.total)
    .map(({ action }) => action);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
