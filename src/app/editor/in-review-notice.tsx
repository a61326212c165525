import { visibleText } from '#base';
import { Notice } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { presenceQuery } from '../review/queries.ts';
import { useServices } from '../services-context.ts';
import { identityQuery } from '../settings/queries.ts';

/** Says in which open reviews the post is, and whose they are: work that is not on the site yet. */
export function InReviewNotice({ path }: { readonly path: string }) {
  const { workspace } = useServices();
  const presence = useQuery(presenceQuery(workspace, path));
  const me = useQuery(identityQuery(workspace)).data?.email;
  const rows = presence.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Notice tone="info" title="In review">
      {rows.map(({ review, isDrafted }) => (
        <p key={review.id}>
          <Link to={`/review/${review.id}`} className="text-accent underline">
            {visibleText(review.title, 120)}
          </Link>{' '}
          by {visibleText(review.requester, 80)}.{' '}
          {isDrafted
            ? 'You go on with its text below; “Send for review…” adds to it.'
            : review.requester === me
              ? 'The text below is the site’s. To go on with yours, choose “Continue writing” in the review.'
              : 'What it changes is not in the text below.'}
        </p>
      ))}
    </Notice>
  );
}
