import { Button, Notice } from '#ui';
import { Suspense } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { optionalPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { InReviewNotice } from './in-review-notice.tsx';
import type { PostSession } from './post-session.ts';
import { RemoteChangeNotice } from './remote-change-notice.tsx';

const BranchNotice = optionalPart(() => import('../publish/branch-notice.tsx').then((module) => module.BranchNotice));

/** What the person must know of the open post, above its text: changes by others, why it can't be edited or saved. */
export function DeskNotices({ session }: { readonly session: PostSession }) {
  const { workspace } = useServices();
  const state = useStore(session.state);
  return (
    <div className="flex flex-col gap-3 empty:hidden [&>*]:mt-4">
      <Suspense>
        <BranchNotice workspace={workspace} />
      </Suspense>
      <InReviewNotice path={session.path} />
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
        <ErrorNotice error={state.failure} onRetry={() => void session.retry()} after="The last change is not saved." />
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
  );
}
