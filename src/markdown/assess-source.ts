import { pathologicalReason } from './pathological.ts';

export type SourceVerdict = { readonly kind: 'rich' } | { readonly kind: 'source-only'; readonly reason: string };

const reasons = {
  size: 'This post is too long to edit as formatted text.',
  nesting: 'This post has lists or quotes nested too deeply to edit as formatted text.',
  markers: 'This post has long runs of symbols that can not be edited as formatted text.',
};

/** Whether a post's body can be edited as rich text, told in one pass over it; else why not, in words for people. */
export function assessSource(source: string): SourceVerdict {
  const reason = pathologicalReason(source);
  return reason === null ? { kind: 'rich' } : { kind: 'source-only', reason: reasons[reason] };
}
