import { Suspense, useEffect, useState } from 'react';
import { useServices } from '../services-context.ts';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { useStore } from '../use-store.ts';
import { deskActions } from './desk-actions.ts';
import { deskDialogs } from './desk-dialogs.ts';
import { DeskHeader } from './desk-header.tsx';
import { DeskNotices } from './desk-notices.tsx';
import { Desk } from './desk.ts';
import { SidePanel } from './panel/side-panel.tsx';
import type { PostSession } from './post-session.ts';
import { PostSurface } from './post-surface.tsx';
import { useSessionSafety } from './use-session-safety.ts';

/** The open post as a page, with its slim header above and the panel beside it. */
export function PostDesk({ session }: { readonly session: PostSession }) {
  const services = useServices();
  const [desk] = useState(() => new Desk(session, services));
  const state = useStore(session.state);
  useSessionSafety(session);
  useEffect(() => desk.follow(), [desk]);
  return (
    <div className="flex min-h-full flex-col bg-paper">
      <ScreenHeading className="sr-only">{session.title}</ScreenHeading>
      <DeskHeader desk={desk} actions={deskActions(desk)} />
      <div className="flex flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="mx-auto flex w-full max-w-[calc(var(--page-width)+4rem)] flex-1 flex-col px-4 pb-24 md:px-8">
            <DeskNotices session={session} />
            <PostSurface desk={desk} surface={state.surface} isEditable={state.readOnly === null} />
          </div>
        </div>
        <SidePanel desk={desk} />
      </div>
      <OpenDialog desk={desk} />
    </div>
  );
}

function OpenDialog({ desk }: { readonly desk: Desk }) {
  const name = useStore(desk.dialog);
  if (name === null) return null;
  const Dialog = deskDialogs[name];
  return (
    <Suspense>
      <Dialog desk={desk} onClose={() => desk.dialog.set(null)} />
    </Suspense>
  );
}
