import {
  Columns2,
  Diff,
  Eye,
  FilePen,
  Focus,
  History,
  Keyboard,
  MoveHorizontal,
  PanelRight,
  Pilcrow,
  TextInitial,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { Action } from '../actions/action.ts';
import type { Commands } from '../actions/commands.ts';
import { appKeys } from '../shortcuts/app-keys.ts';
import type { DeskPreferences } from './desk-preferences.ts';
import type { Desk, DeskDialogName } from './desk.ts';
import { isWideScreen } from './use-wide-screen.ts';

/** An action of the desk and the part of the menu "More" that it stands in; null for one that has its own button. */
export interface DeskAction extends Action {
  readonly section: 'view' | 'post' | 'danger' | null;
}

const widths: readonly { readonly width: DeskPreferences['pageWidth']; readonly label: string }[] = [
  { width: 'narrow', label: 'Narrow page' },
  { width: 'normal', label: 'Normal page' },
  { width: 'wide', label: 'Wide page' },
];

/** What can be done at the desk, in the order of the menu. */
export function deskActions(desk: Desk, commands: Commands): readonly DeskAction[] {
  const { pageWidth, dimOthers } = desk.preferences.state.get();
  const isReadOnly = desk.session.state.get().readOnly !== null;
  const open = (dialog: DeskDialogName) => (): void => {
    desk.open(dialog).catch((error: unknown) => reportError(error));
  };
  const { session } = desk;
  const { view, sourceOnly, readOnly } = session.state.get();
  const show = (showing: Promise<void>): void => {
    showing.catch((error: unknown) => reportError(error));
  };
  const besides: DeskAction =
    view === 'both'
      ? {
          id: 'rich-text',
          label: 'Rich text only',
          Icon: TextInitial,
          section: 'view',
          run: () => show(session.showRich()),
        }
      : {
          id: 'side-by-side',
          label: 'Source side by side',
          Icon: Columns2,
          section: 'view',
          isDisabled: sourceOnly !== null || readOnly !== null || !isWideScreen(),
          run: () => show(session.showBoth()),
        };
  return [
    { id: 'publish', label: 'Publish…', section: null, isDisabled: isReadOnly, run: open('publish') },
    { id: 'review', label: 'Send for review…', section: null, isDisabled: isReadOnly, run: open('review') },
    besides,
    {
      id: 'panel',
      label: desk.isPanelShown ? 'Close the panel' : 'Show the panel',
      Icon: PanelRight,
      keys: appKeys.panel,
      section: null,
      run: () => desk.togglePanelByKey(),
    },
    { id: 'preview', label: 'Preview', Icon: Eye, section: 'view', run: () => desk.showPanel('preview') },
    {
      id: 'focus-mode',
      label: 'Focus mode',
      Icon: Focus,
      keys: appKeys.focusMode,
      section: 'view',
      run: () => desk.setFocusMode(true),
    },
    {
      id: 'dim-others',
      label: 'Dim other paragraphs in focus mode',
      Icon: Pilcrow,
      section: 'view',
      isChecked: dimOthers,
      run: () => desk.preferences.change({ dimOthers: !dimOthers }),
    },
    ...widths.map(({ width, label }): DeskAction => ({
      id: `width-${width}`,
      label,
      Icon: MoveHorizontal,
      section: 'view',
      isChecked: pageWidth === width,
      run: () => desk.preferences.change({ pageWidth: width }),
    })),
    { id: 'compare', label: 'Compare with published…', Icon: Diff, section: 'post', run: open('compare') },
    { id: 'history', label: 'Published versions…', Icon: History, section: 'post', run: open('history') },
    { id: 'rename', label: 'Rename file…', Icon: FilePen, section: 'post', run: open('rename') },
    {
      id: 'shortcuts-of-desk',
      label: 'Shortcuts…',
      Icon: Keyboard,
      keys: appKeys.shortcuts,
      section: 'post',
      run: () => commands.dialog.set('shortcuts'),
    },
    {
      id: 'discard',
      label: 'Discard changes…',
      Icon: Undo2,
      section: 'danger',
      isDanger: true,
      isDisabled: isReadOnly,
      run: open('discard'),
    },
    {
      id: 'delete',
      label: 'Delete post…',
      Icon: Trash2,
      section: 'danger',
      isDanger: true,
      run: open('delete'),
    },
  ];
}
