import { History, PanelRight } from 'lucide-react';
import type { Action } from '../actions/action.ts';
import type { Desk } from './desk.ts';

/** An action of the desk and the part of the menu that it stands in; `null` for one that has its own button. */
export interface DeskAction extends Action {
  readonly section: 'view' | 'post' | 'danger' | null;
}

/** What can be done at the desk, in the order of the menu. */
export function deskActions(desk: Desk): readonly DeskAction[] {
  const open = (dialog: Parameters<Desk['open']>[0]) => (): void => {
    desk.open(dialog).catch((error: unknown) => reportError(error));
  };
  return [
    {
      id: 'panel',
      label: desk.isPanelShown ? 'Close the panel' : 'Show the panel',
      Icon: PanelRight,
      section: 'view',
      run: () => desk.togglePanel(),
    },
    { id: 'history', label: 'Published versions…', Icon: History, section: 'post', run: open('history') },
  ];
}
