import { Button, IconButton, Notice } from '#ui';
import { ArrowLeft, CodeXml, History } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { useStore } from '../use-store.ts';
import type { PostSession } from './post-session.ts';
import { RemoteChangeNotice } from './remote-change-notice.tsx';
import { PostSurface } from './post-surface.tsx';
import { useSessionSafety } from './use-session-safety.ts';
import { laterPart } from '../later-parts.ts';

const HistoryDialog = laterPart(() => import('../history/history-dialog.tsx').then((module) => module.HistoryDialog));
const PublishDialog = laterPart(() => import('../publish/publish-dialog.tsx').then((module) => module.PublishDialog));

/** The open post with its slim header: the way back, the file, source or rich text, and "Publish…". */
export function PostDesk({ session }: { readonly session: PostSession }) {
  const navigate = useNavigate();
  const { workspace, statusLine } = useServices();
  const state = useStore(session.state);
  const [isPublishing, setPublishing] = useState(false);
  const [historyOf, setHistoryOf] = useState<{ readonly hasDraft: boolean }>();
  useSessionSafety(session);
  const isSource = state.surface.kind === 'source';
  const isFixed = state.sourceOnly !== null || state.readOnly !== null;

  const toggleSource = async (): Promise<void> => {
    if (isSource) await session.showRich();
    else await session.showSource();
  };
  const showHistory = async (): Promise<void> => {
    if (!(await session.flush())) return;
    const { drafts } = await workspace.listChanges();
    setHistoryOf({ hasDraft: drafts.some(({ path }) => path === session.path) });
  };
  const publish = async (): Promise<void> => {
    if (await session.flush()) setPublishing(true);
  };

  return (
    <div className="flex min-h-full flex-col bg-paper">
      <ScreenHeading className="sr-only">{session.title}</ScreenHeading>
      <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-rule bg-paper px-2 md:px-4">
        <IconButton name="Back to the list" onClick={() => void navigate('/posts')}>
          <ArrowLeft aria-hidden="true" />
        </IconButton>
        <p className="me-auto min-w-0 truncate text-[0.8125rem] text-ink-faint" title={session.path}>
          {session.path}
        </p>
        <Button
          size="small"
          look="quiet"
          aria-pressed={isSource}
          disabled={isFixed}
          onClick={() => void toggleSource()}
          className="aria-pressed:bg-accent-wash aria-pressed:text-accent max-sm:w-8 max-sm:px-0"
        >
          <CodeXml aria-hidden="true" /> <span className="max-sm:sr-only">Markdown source</span>
        </Button>
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            showHistory().catch((error: unknown) => reportError(error));
          }}
          className="max-sm:w-8 max-sm:px-0"
        >
          <History aria-hidden="true" /> <span className="max-sm:sr-only">History</span>
        </Button>
        <Button size="small" look="primary" disabled={state.readOnly !== null} onClick={() => void publish()}>
          Publish…
        </Button>
      </header>
      <div className="mx-auto flex w-full max-w-[calc(var(--page-width)+4rem)] flex-1 flex-col px-4 pb-24 md:px-8">
        <div className="flex flex-col gap-3 empty:hidden [&>*]:mt-4">
          <RemoteChangeNotice session={session} />
          {state.readOnly !== null && (
            <Notice tone="caution" title="This post can only be read">
              {state.readOnly}
            </Notice>
          )}
          {state.sourceOnly !== null && (
            <Notice tone="info" title="Shown as Markdown source">
              {state.sourceOnly}
            </Notice>
          )}
          {state.failure !== null && (
            <ErrorNotice
              error={state.failure}
              onRetry={() => void session.retry()}
              after="The last change is not saved."
            />
          )}
          {state.refusal !== null && (
            <Notice
              urgent
              tone="caution"
              title="Part of this can’t be written as Markdown"
              actions={
                <Button size="small" onClick={() => session.showLastSource()}>
                  Give up that part and edit the source
                </Button>
              }
            >
              {state.refusal} Your work is kept in this browser as it is. Undo the last step, or write it differently.
            </Notice>
          )}
        </div>
        <PostSurface session={session} surface={state.surface} isEditable={state.readOnly === null} />
      </div>
      {historyOf !== undefined && (
        <Suspense>
          <HistoryDialog
            path={session.path}
            hasDraft={historyOf.hasDraft}
            onClose={() => setHistoryOf(undefined)}
            onRestored={() => {
              setHistoryOf(undefined);
              session.refresh().catch((error: unknown) => reportError(error));
            }}
          />
        </Suspense>
      )}
      {isPublishing && (
        <Suspense>
          <PublishDialog
            paths={[session.path]}
            onClose={() => setPublishing(false)}
            onSettled={() => {
              session.refresh().catch((error: unknown) => {
                statusLine.note('not-saved');
                reportError(error);
              });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
