import { GalleyError, visibleLine } from '#base';
import { Dialog, Skeleton } from '#ui';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { CompareView } from '../../compare/compare-view.tsx';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { useServices } from '../../services-context.ts';
import type { Workspace } from '#workspace';
import type { DeskDialogProps } from '../desk-dialogs.ts';

/** What the draft changes; null when there is no draft. */
function draftDiffQuery(workspace: Workspace, path: string) {
  return queryOptions({
    queryKey: ['compare-published', path],
    queryFn: async () => {
      try {
        return await workspace.diffChange(path);
      } catch (thrown) {
        if (GalleyError.from(thrown).code === 'not-found') return null;
        throw thrown;
      }
    },
    gcTime: 0,
  });
}

/** The open post beside what is published of it. */
export function ComparePublished({ desk, onClose }: DeskDialogProps) {
  const { path, title } = desk.session;
  const diff = useQuery(draftDiffQuery(useServices().workspace, path));
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Compare with published"
      description={
        diff.data?.before === null ? 'The post has not been published yet: all of it is new.' : visibleLine(title)
      }
      size="large"
    >
      {diff.isPending && <Skeleton className="h-60 w-full" />}
      {diff.isError && <ErrorNotice error={GalleyError.from(diff.error)} onRetry={() => void diff.refetch()} />}
      {diff.data === null && (
        <p className="py-8 text-center text-sm text-ink-faint">Nothing differs from what is published.</p>
      )}
      {diff.data !== undefined && diff.data !== null && (
        <CompareView
          before={diff.data.before}
          after={diff.data.after}
          path={path}
          name={`Changes in ${visibleLine(title)}`}
        />
      )}
    </Dialog>
  );
}
