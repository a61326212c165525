import { GalleyError } from '#base';
import { Skeleton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { LineDiffView } from './line-diff-view.tsx';
import { changeDiffQuery } from './queries.ts';

/** The changed lines of one draft. */
export function ChangeDiff({ path, title }: { readonly path: string; readonly title: string }) {
  const { workspace } = useServices();
  const diff = useQuery(changeDiffQuery(workspace, path));
  if (diff.isPending) return <Skeleton className="h-16 w-full" />;
  if (diff.isError) return <ErrorNotice error={GalleyError.from(diff.error)} onRetry={() => void diff.refetch()} />;
  return <LineDiffView name={`Changes in ${title}`} diff={diff.data} />;
}
