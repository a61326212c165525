import { visibleLine } from '#base';
import { practiseEditor } from '#editor';
import { classNames } from '#ui';
import { Suspense, useEffect, useState } from 'react';
import { laterCode } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import { ScreenHeading } from '../shell/screen-heading.tsx';
import { useStore } from '../use-store.ts';
import { deskActions } from './desk-actions.ts';
import { deskDialogs } from './desk-dialogs.ts';
import { DeskFooter } from './desk-footer.tsx';
import { DeskHeader } from './desk-header.tsx';
import { DeskNotices } from './desk-notices.tsx';
import { Desk } from './desk.ts';
import { FocusMode } from './focus-mode.tsx';
import { SidePanel } from './panel/side-panel.tsx';
import type { PostSession } from './post-session.ts';
import { PostSurface } from './post-surface.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { useSessionSafety } from './use-session-safety.ts';

// Comes after all that is fetched, so that the first post that is opened is not the first that is drawn.
laterCode(practiseEditor);

/** The open post as a page, with its slim header above and the panel beside it. */
export function PostDesk({ session }: { readonly session: PostSession }) {
  const services = useServices();
  const { commands } = services;
  const [desk] = useState(() => new Desk(session, services));
  const state = useStore(session.state);
  useSessionSafety(session);
  useEffect(() => desk.follow(), [desk]);
  // Whoever writes will publish, and may be without a network by then.
  useEffect(() => deskDialogs.publish.fetchAhead(), []);
  useEffect(() => commands.provide(() => deskActions(desk, commands)), [commands, desk]);
  useDeskKeys(desk);
  const isFocused = useStore(desk.isFocused);
  const { pageWidth } = useStore(desk.preferences.state);
  return (
    <div className={classNames('flex min-h-full flex-col bg-paper', pageWidths[pageWidth])}>
      <ScreenHeading className="sr-only">{visibleLine(session.title)}</ScreenHeading>
      {!isFocused && <DeskHeader desk={desk} actions={deskActions(desk, commands)} />}
      <FocusMode desk={desk} />
      <div className="flex flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <div
            className={classNames(
              'mx-auto flex w-full flex-1 flex-col px-4 pb-4 md:px-8',
              state.view !== 'both' && 'max-w-[calc(var(--page-width)+4rem)]',
            )}
          >
            <DeskNotices session={session} />
            <PostSurface desk={desk} state={state} />
            <DeskFooter desk={desk} />
          </div>
        </div>
        {!isFocused && <SidePanel desk={desk} />}
      </div>
      <OpenDialog desk={desk} />
    </div>
  );
}

const pageWidths = { narrow: '[--page-width:34rem]', normal: '', wide: '[--page-width:58rem]' } as const;

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
