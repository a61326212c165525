import {
  FileText,
  GitBranch,
  GitPullRequestArrow,
  History,
  Image,
  Keyboard,
  Library,
  MessagesSquare,
  Monitor,
  Moon,
  Plus,
  Settings,
  Sun,
  Trash2,
} from 'lucide-react';
import type { Action } from '../actions/action.ts';
import type { AppServices } from '../app-services.ts';
import { appKeys } from '../shortcuts/app-keys.ts';

const places = [
  { to: '/posts', label: 'Go to Posts', Icon: FileText },
  { to: '/changes', label: 'Go to Changes', Icon: GitPullRequestArrow },
  { to: '/activity', label: 'Go to Activity', Icon: History },
  { to: '/activity?show=deleted', label: 'Deleted posts…', Icon: Trash2 },
  { to: '/review', label: 'Go to Review', Icon: MessagesSquare },
  { to: '/media', label: 'Go to Media', Icon: Image },
  { to: '/settings', label: 'Go to Settings', Icon: Settings },
] as const;

const looks = [
  { choice: 'system', label: 'Appearance: as this computer', Icon: Monitor },
  { choice: 'light', label: 'Appearance: light', Icon: Sun },
  { choice: 'dark', label: 'Appearance: dark', Icon: Moon },
] as const;

/** What can be done on every screen. */
export function globalActions(
  { commands, appearance, RepositorySwitch }: Pick<AppServices, 'commands' | 'appearance' | 'RepositorySwitch'>,
  goTo: (address: string) => void,
): readonly Action[] {
  return [
    { id: 'new-post', label: 'New post…', Icon: Plus, run: () => commands.dialog.set('new-post') },
    ...places.map(({ to, label, Icon }) => ({ id: to, label, Icon, run: () => goTo(to) })),
    ...looks.map(({ choice, label, Icon }) => ({ id: choice, label, Icon, run: () => appearance.choose(choice) })),
    { id: 'branches', label: 'Switch branch…', Icon: GitBranch, run: () => commands.dialog.set('branches') },
    ...(RepositorySwitch !== undefined
      ? [
          {
            id: 'repositories',
            label: 'Switch repository…',
            Icon: Library,
            run: () => commands.dialog.set('repositories'),
          },
        ]
      : []),
    {
      id: 'shortcuts',
      label: 'Shortcuts…',
      Icon: Keyboard,
      keys: appKeys.shortcuts,
      run: () => commands.dialog.set('shortcuts'),
    },
  ];
}
