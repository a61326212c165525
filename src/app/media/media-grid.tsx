import { Button } from '#ui';
import { Suspense, useState } from 'react';
import { laterPart } from '../later-parts.ts';
import { MediaTile } from './media-tile.tsx';

const MediaDialog = laterPart(() => import('./media-dialog.tsx').then((module) => module.MediaDialog));

const step = 120;

/** The images in a grid; more come on request, and each is read when it comes into sight. */
export function MediaGrid({ paths }: { readonly paths: readonly string[] }) {
  const [limit, setLimit] = useState(step);
  const [opened, setOpened] = useState<string>();
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-4">
        {paths.slice(0, limit).map((path) => (
          <MediaTile key={path} path={path} onOpen={() => setOpened(path)} />
        ))}
      </ul>
      {paths.length > limit && (
        <div className="mt-6 text-center">
          <Button onClick={() => setLimit(limit + step)}>Show more</Button>
        </div>
      )}
      {opened !== undefined && (
        <Suspense>
          <MediaDialog path={opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </>
  );
}
