import { visibleLine } from '#base';
import { Button, IconButton } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, CodeXml, History, PanelRight, Send } from 'lucide-react';
import { useNavigate } from 'react-router-dom';
import { branchRulesQuery, wayToSend } from '../publish/branch-rules.ts';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import type { DeskAction } from './desk-actions.ts';
import type { Desk } from './desk.ts';
import { DeskMenu } from './desk-menu.tsx';
import { useWideScreen } from './use-wide-screen.ts';

export interface DeskHeaderProps {
  readonly desk: Desk;
  readonly actions: readonly DeskAction[];
}

const iconOnly = 'aria-pressed:bg-accent-wash aria-pressed:text-accent max-lg:w-8 max-lg:px-0';

/** The slim header of the desk: the way back, the file, the ways to look at it, and "Publish…". */
export function DeskHeader({ desk, actions }: DeskHeaderProps) {
  const navigate = useNavigate();
  const { session } = desk;
  const state = useStore(session.state);
  const isWide = useWideScreen();
  const { panelOpen } = useStore(desk.preferences.state);
  const isSheetOpen = useStore(desk.isSheetOpen);
  // Where a push would be refused, the one way on is a review.
  const sendWay = wayToSend(useQuery(branchRulesQuery(useServices().workspace)).data);
  const isSource = state.view === 'source';
  const isFixed = state.sourceOnly !== null || state.readOnly !== null;
  const toggleSource = (): void => {
    (isSource ? session.showRich() : session.showSource()).catch((error: unknown) => reportError(error));
  };
  return (
    <header
      data-bar=""
      className="sticky top-0 z-20 low:static flex h-12 items-center gap-1 max-[23rem]:gap-0 border-b border-rule bg-paper px-2 md:px-4"
    >
      <IconButton name="Back to the list" onClick={() => void navigate('/posts')}>
        <ArrowLeft aria-hidden="true" />
      </IconButton>
      <p className="me-auto min-w-0 truncate ps-1 text-[0.8125rem] text-ink-faint" title={visibleLine(session.path)}>
        {visibleLine(session.path)}
      </p>
      <Button
        size="small"
        look="quiet"
        aria-pressed={isSource}
        disabled={isFixed}
        onClick={toggleSource}
        className={iconOnly}
      >
        <CodeXml aria-hidden="true" /> <span className="max-lg:sr-only">Markdown source</span>
      </Button>
      <Button size="small" look="quiet" onClick={() => void desk.open('history')} className={iconOnly}>
        <History aria-hidden="true" /> <span className="max-lg:sr-only">History</span>
      </Button>
      <Button
        id="desk-panel-toggle"
        size="small"
        look="quiet"
        aria-pressed={isWide ? panelOpen : isSheetOpen}
        onClick={() => desk.togglePanel()}
        className={iconOnly}
      >
        <PanelRight aria-hidden="true" /> <span className="max-lg:sr-only">Panel</span>
      </Button>
      <DeskMenu actions={actions} />
      {sendWay === null && (
        <Button
          size="small"
          disabled={state.readOnly !== null}
          onClick={() => void desk.open('review')}
          className="ms-1 max-lg:w-8 max-lg:px-0"
        >
          <Send aria-hidden="true" className="lg:hidden" /> <span className="max-lg:sr-only">Send for review…</span>
        </Button>
      )}
      <Button
        size="small"
        look="primary"
        disabled={state.readOnly !== null}
        onClick={() => void desk.open(sendWay === null ? 'publish' : 'review')}
        className="ms-1"
      >
        {sendWay ?? 'Publish…'}
      </Button>
    </header>
  );
}
