import { Badge } from '#ui';
import type { PostRow } from '#workspace';

/** How a post differs from the repository, in a word; nothing when it does not. */
export function PostStateBadge({ state }: { readonly state: PostRow['state'] }) {
  switch (state) {
    case 'new':
      return <Badge tone="added">New</Badge>;
    case 'edited':
      return <Badge tone="accent">Edited</Badge>;
    case 'committed':
      return <Badge tone="caution">Committed</Badge>;
    case 'published':
    default:
      return null;
  }
}
