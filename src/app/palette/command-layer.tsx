import { isShortcut } from '#ui';
import { Suspense, useEffect } from 'react';
import { laterPart } from '../later-parts.ts';
import { useServices } from '../services-context.ts';
import { appKeys } from '../shortcuts/app-keys.ts';
import { useStore } from '../use-store.ts';

const CommandPalette = laterPart(() => import('./command-palette.tsx').then((module) => module.CommandPalette));
const ShortcutsDialog = laterPart(() =>
  import('../shortcuts/shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog),
);
const BranchesDialog = laterPart(() =>
  import('../branches/branches-dialog.tsx').then((module) => module.BranchesDialog),
);
const NewPostDialog = laterPart(() => import('../posts/new-post-dialog.tsx').then((module) => module.NewPostDialog));

/** Listens for the keys of the command palette and the list of shortcuts, and shows what they open over any screen. */
export function CommandLayer() {
  const { commands } = useServices();
  const dialog = useStore(commands.dialog);
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      // What the text, a menu or a dialog made something of is not ours.
      if (event.defaultPrevented || event.isComposing || document.querySelector('[role$=dialog]') !== null) return;
      const isPalette = isShortcut(event, appKeys.palette) || isShortcut(event, appKeys.paletteAnywhere);
      const isList = event.key === '?' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
      if (!isPalette && !isList) return;
      event.preventDefault();
      commands.dialog.set(isPalette ? 'palette' : 'shortcuts');
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, [commands]);
  const close = (): void => commands.dialog.set(null);
  if (dialog === null) return null;
  return (
    <Suspense>
      {dialog === 'palette' && <CommandPalette onClose={close} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {dialog === 'branches' && <BranchesDialog onClose={close} />}
      {dialog === 'new-post' && <NewPostDialog onClose={close} />}
    </Suspense>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable=true]') !== null;
}
