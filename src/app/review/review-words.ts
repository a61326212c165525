import type { BadgeProps } from '#ui';
import type { ReviewRow } from '#workspace';

type Group = ReviewRow['group'];
type State = ReviewRow['review']['state'];

/** The groups of the queue in their order: what one has to do comes first. */
export const groups: readonly { readonly group: Group; readonly title: string }[] = [
  { group: 'waiting-for-me', title: 'Waiting for you' },
  { group: 'changes-requested', title: 'Changes requested' },
  { group: 'approved', title: 'Approved' },
  { group: 'scheduled', title: 'Scheduled' },
  { group: 'mine', title: 'Yours' },
  { group: 'others', title: 'Waiting for others' },
  { group: 'published', title: 'Published' },
  { group: 'abandoned', title: 'Closed' },
];

/** How far a review is that was begun in Decap, in a few words. */
const decapWords: Readonly<Record<NonNullable<ReviewRow['review']['decap']>, string>> = {
  draft: 'Draft in Decap',
  'pending-review': 'In review in Decap',
  'pending-publish': 'Ready in Decap',
};

/** How a review stands, in a word or two. */
export function standingOf({ state, decap }: ReviewRow['review']): {
  readonly tone: BadgeProps['tone'];
  readonly word: string;
} {
  return decap === null || state !== 'open' ? stateWords[state] : { tone: 'neutral', word: decapWords[decap] };
}

/** The state of a review in a word or two. */
const stateWords: Readonly<Record<State, { readonly tone: BadgeProps['tone']; readonly word: string }>> = {
  open: { tone: 'accent', word: 'Open' },
  approved: { tone: 'added', word: 'Approved' },
  'changes-requested': { tone: 'caution', word: 'Changes requested' },
  published: { tone: 'neutral', word: 'Published' },
  abandoned: { tone: 'neutral', word: 'Closed' },
};
