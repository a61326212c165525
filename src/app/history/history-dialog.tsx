import { GalleyError, visibleLine } from '#base';
import { Button, Dialog, Skeleton, Tabs } from '#ui';
import type { PostVersion } from '#workspace';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { PassageSearch } from './passage-search.tsx';
import { PassageWriters } from './passage-writers.tsx';
import { historyQuery, type Comparison } from './queries.ts';
import { VersionDiff } from './version-diff.tsx';
import { VersionList } from './version-list.tsx';

export interface HistoryDialogProps {
  readonly path: string;
  /** There is a draft that restoring a version would take the place of. */
  readonly hasDraft: boolean;
  readonly onClose: () => void;
  readonly onRestored: () => void;
  /** A passage came back into the draft; the dialog stays open for others. */
  readonly onBroughtBack: () => void;
}

/** So many versions are shown at first, and as many more each time. */
const STEP = 30;

/** Who changed the post and when, what each version changed, and the way back to it. */
export function HistoryDialog({ path, hasDraft, onClose, onRestored, onBroughtBack }: HistoryDialogProps) {
  const { workspace, statusLine } = useServices();
  const [limit, setLimit] = useState(STEP);
  const history = useQuery(historyQuery(workspace, path, limit));
  const [chosen, setChosen] = useState<string>();
  const [comparison, setComparison] = useState<Comparison>('previous');
  const [tab, setTab] = useState('versions');
  const [isBroughtBack, setBroughtBack] = useState(false);
  const isDraftThere = hasDraft || isBroughtBack;
  const restore = useMutation({
    mutationFn: (oid: string) => workspace.restoreVersion(path, oid),
    onSuccess: () => {
      statusLine.note('saved');
      onRestored();
    },
  });
  const versions = history.data?.versions ?? [];
  const index = Math.max(
    0,
    versions.findIndex(({ commit }) => commit === chosen),
  );
  const version = versions[index];
  const show = (commit: string): void => {
    const place = versions.findIndex((one) => one.commit === commit);
    if (place < 0) setLimit(Number.MAX_SAFE_INTEGER);
    setChosen(commit);
    setComparison('previous');
    setTab('versions');
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="History"
      description={visibleLine(path)}
      size="full"
      {...(tab === 'versions' && version !== undefined && version.oid !== null && index > 0
        ? {
            footer: (
              <RestoreButton
                key={`${version.commit} ${isDraftThere}`}
                version={version}
                hasDraft={isDraftThere}
                onRestore={(oid) => restore.mutate(oid)}
              />
            ),
          }
        : {})}
    >
      {history.isPending && <Skeleton className="h-60 w-full" />}
      {history.isError && (
        <ErrorNotice error={GalleyError.from(history.error)} onRetry={() => void history.refetch()} />
      )}
      {history.isSuccess && version === undefined && (
        <p className="py-8 text-center text-sm text-ink-faint">
          {history.data.complete
            ? 'The post has not been published yet.'
            : 'Older versions are on the server, which can’t be reached now.'}
        </p>
      )}
      {version !== undefined && (
        <Tabs
          name="History"
          value={tab}
          onValueChange={setTab}
          tabs={[
            {
              id: 'versions',
              label: 'Versions',
              content: (
                <div className="grid grid-cols-1 gap-6 md:grid-cols-[minmax(14rem,20rem)_1fr]">
                  <div>
                    <VersionList versions={versions} chosen={version.commit} onChoose={setChosen} />
                    {history.data?.complete === false && (
                      <Button
                        size="small"
                        look="quiet"
                        disabled={history.isFetching}
                        onClick={() => setLimit(limit + STEP)}
                        className="mt-2"
                      >
                        {history.isFetching ? 'Bringing older versions…' : 'Older versions'}
                      </Button>
                    )}
                  </div>
                  <VersionDiff
                    path={path}
                    versions={versions}
                    index={index}
                    comparison={comparison}
                    onCompare={setComparison}
                    onBroughtBack={() => {
                      setBroughtBack(true);
                      onBroughtBack();
                    }}
                  />
                </div>
              ),
            },
            { id: 'writers', label: 'Who wrote this', content: <PassageWriters path={path} onShow={show} /> },
            { id: 'search', label: 'Find words', content: <PassageSearch path={path} onShow={show} /> },
          ]}
        />
      )}
      {restore.isError && <ErrorNotice error={GalleyError.from(restore.error)} />}
    </Dialog>
  );
}

interface RestoreButtonProps {
  readonly version: PostVersion;
  readonly hasDraft: boolean;
  readonly onRestore: (oid: string) => void;
}

/** Asks once more where unpublished changes would go. */
function RestoreButton({ version, hasDraft, onRestore }: RestoreButtonProps) {
  const [isSure, setSure] = useState(!hasDraft);
  const { oid } = version;
  if (oid === null) return null;
  return (
    <>
      {!isSure && <p className="me-auto text-sm text-ink-soft">The post has unpublished changes.</p>}
      {isSure && hasDraft && (
        <p className="me-auto text-sm text-caution">Your unpublished changes will be replaced by this version.</p>
      )}
      <Button look={isSure ? 'primary' : 'plain'} onClick={() => (isSure ? onRestore(oid) : setSure(true))}>
        {isSure && hasDraft ? 'Replace them and restore' : 'Restore this version'}
      </Button>
    </>
  );
}
