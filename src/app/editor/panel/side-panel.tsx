import { IconButton, classNames } from '#ui';
import { Dialog } from '@base-ui/react/dialog';
import { Tabs } from '@base-ui/react/tabs';
import { X } from 'lucide-react';
import { Suspense, type ReactNode } from 'react';
import { useStore } from '../../use-store.ts';
import { useWideScreen } from '../use-wide-screen.ts';
import type { Desk } from '../desk.ts';
import { PanelBoundary } from './panel-boundary.tsx';
import type { PanelTab } from './panel-tab.ts';
import { panelTabs } from './panel-tabs.ts';

/** The panel beside the text where there is room for both, else a sheet over it. */
export function SidePanel({ desk }: { readonly desk: Desk }) {
  const isWide = useWideScreen();
  const { panelOpen, panelTab } = useStore(desk.preferences.state);
  const isSheetOpen = useStore(desk.isSheetOpen);
  const chosen = panelTabs.find(({ id }) => id === panelTab) ?? panelTabs[0];
  if (chosen === undefined) return null;
  if (!isWide) {
    return (
      <Dialog.Root open={isSheetOpen} onOpenChange={(open) => desk.isSheetOpen.set(open)}>
        <Dialog.Portal>
          <Dialog.Backdrop className="float-in fixed inset-0 z-40 bg-veil" />
          <Dialog.Popup
            finalFocus={() => desk.takeReturn()}
            className={classNames(
              'float-in fixed inset-x-0 bottom-0 z-50 flex max-h-[85dvh] min-h-[50dvh] flex-col overflow-hidden rounded-t-lg border-t border-rule bg-raised shadow-float outline-none',
              'md:inset-y-0 md:start-auto md:w-96 md:max-h-none md:rounded-none md:border-s md:border-t-0',
            )}
          >
            <Dialog.Title className="sr-only">Panel</Dialog.Title>
            <PanelTabs desk={desk} chosen={chosen} close={<Dialog.Close render={closeButton} />} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    );
  }
  if (!panelOpen) return null;
  return (
    <aside
      aria-label="Panel"
      id="desk-panel"
      className={classNames(
        'sticky top-12 flex h-[calc(100dvh-3rem)] shrink-0 flex-col border-s border-rule bg-canvas',
        chosen.isRoomy === true ? 'w-1/2' : 'w-88',
      )}
    >
      <PanelTabs
        desk={desk}
        chosen={chosen}
        close={
          <IconButton
            name="Close the panel"
            onClick={() => {
              desk.closePanel();
              document.getElementById('desk-panel-toggle')?.focus();
            }}
          >
            <X aria-hidden="true" />
          </IconButton>
        }
      />
    </aside>
  );
}

const closeButton = (
  <IconButton name="Close the panel">
    <X aria-hidden="true" />
  </IconButton>
);

interface PanelTabsProps {
  readonly desk: Desk;
  readonly chosen: PanelTab;
  readonly close: ReactNode;
}

function PanelTabs({ desk, chosen, close }: PanelTabsProps) {
  return (
    <Tabs.Root
      value={chosen.id}
      onValueChange={(id: unknown) => desk.preferences.change({ panelTab: String(id) })}
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || desk.isSheetOpen.get()) return;
        event.preventDefault();
        desk.focusText();
      }}
    >
      <div data-bar="" className="flex items-center gap-1 border-b border-rule ps-2 pe-1.5">
        <Tabs.List aria-label="Panel" className="flex min-w-0 flex-1 gap-0.5 overflow-x-auto [scrollbar-width:none]">
          {panelTabs.map((tab) => (
            <Tabs.Tab
              key={tab.id}
              value={tab.id}
              className="inline-flex h-11 items-center gap-1.5 border-b-2 border-transparent px-1.5 text-[0.8125rem] font-medium whitespace-nowrap text-ink-soft outline-offset-[-3px] hover:text-ink data-active:border-accent data-active:text-ink"
            >
              {tab.label}
              {tab.Count !== undefined && <tab.Count desk={desk} />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {close}
      </div>
      <Tabs.Panel
        value={chosen.id}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 outline-offset-[-3px]"
      >
        <h2 className="sr-only">{chosen.label}</h2>
        <PanelBoundary key={chosen.id}>
          <Suspense>
            <chosen.Panel desk={desk} />
          </Suspense>
        </PanelBoundary>
      </Tabs.Panel>
    </Tabs.Root>
  );
}
