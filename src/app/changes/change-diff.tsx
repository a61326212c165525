import { GalleyError } from '#base';
import { Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { laterPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import { ImageDiff } from './image-diff.tsx';
import { changeDiffQuery } from './queries.ts';

const CompareView = laterPart(() => import('../compare/compare-view.tsx').then((module) => module.CompareView));

/** What one draft changes, as text or as images. */
export function ChangeDiff({ path, title }: { readonly path: string; readonly title: string }) {
  const { workspace } = useServices();
  const diff = useQuery(changeDiffQuery(workspace, path));
  if (diff.isPending) return <Skeleton className="h-16 w-full" />;
  if (diff.isError) return <ErrorNotice error={GalleyError.from(diff.error)} onRetry={() => void diff.refetch()} />;
  const { before, after, images } = diff.data;
  if (images !== undefined) return <ImageDiff title={title} before={images.before} after={images.after} />;
  return (
    <Suspense fallback={<Skeleton className="h-16 w-full" />}>
      <CompareView before={before} after={after} path={path} name={`Changes in ${title}`} />
    </Suspense>
  );
}
