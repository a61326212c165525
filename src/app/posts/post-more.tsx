import type { PostRow } from '#workspace';
import { IconButton } from '#ui';
import { Ellipsis } from 'lucide-react';
import { Suspense, useState } from 'react';
import { laterPart } from '../later-parts.ts';

const PostRowMenu = laterPart(() => import('./post-row-menu.tsx').then((module) => module.PostRowMenu));

export interface PostMoreProps {
  readonly post: PostRow;
  /** As it is shown. */
  readonly title: string;
}

/** The button at the end of a row, and the menu that it opens, which is fetched with the first press. */
export function PostMore({ post, title }: PostMoreProps) {
  const [isAsked, setAsked] = useState(false);
  const button = (
    <IconButton
      name={`More for “${title}”`}
      aria-haspopup="menu"
      onClick={() => setAsked(true)}
      // Above the link, which covers the row.
      className="relative -me-2 text-ink-faint"
    >
      <Ellipsis aria-hidden="true" />
    </IconButton>
  );
  if (!isAsked) return button;
  return (
    <Suspense fallback={button}>
      <PostRowMenu post={post} button={button} />
    </Suspense>
  );
}
