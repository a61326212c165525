import { visibleLine } from '#base';
import type { ReactNode } from 'react';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { CommandLayer } from '../palette/command-layer.tsx';
import { MainNavigation } from './main-navigation.tsx';
import { SyncNotice } from './sync-notice.tsx';
import { WorkStatus } from './work-status.tsx';

/** What is around every screen: repository, navigation, status. The screen itself scrolls inside `main`. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { workspace, status, commands, RepositorySwitch } = useServices();
  const { durable, branch } = useStore(status);
  return (
    <div className="grid h-dvh grid-rows-[auto_minmax(0,1fr)_auto] md:grid-cols-[13.5rem_minmax(0,1fr)] md:grid-rows-[auto_minmax(0,1fr)_auto]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:text-sm focus:text-accent-ink"
      >
        Skip to the content
      </a>
      <header
        data-shell
        className="flex min-w-0 items-baseline gap-3 px-4 py-2 low:py-0 max-md:border-b max-md:border-rule max-md:pe-46 md:row-start-1 md:flex-col md:gap-0 md:px-4.5 md:pt-5 md:pb-4"
      >
        <p className="min-w-0 truncate font-page text-lg leading-tight font-semibold" title={workspace.repository.url}>
          {RepositorySwitch === undefined ? workspace.repository.name : <RepositorySwitch />}
        </p>
        {branch !== '' && (
          <button
            type="button"
            aria-label={`Branch ${visibleLine(branch)}, switch…`}
            onClick={() => commands.dialog.set('branches')}
            className="min-h-6 max-w-full truncate rounded-md text-[0.8125rem] text-ink-soft after:ps-1 after:content-['▾'] hover:text-ink max-md:max-w-2/5 max-md:shrink-0"
          >
            {visibleLine(branch)}
          </button>
        )}
      </header>
      <div data-shell className="max-md:order-3 md:row-start-2">
        <MainNavigation />
      </div>
      <footer
        data-shell="status"
        className="px-4 pb-4 max-md:absolute max-md:end-0 max-md:top-0 max-md:z-10 max-md:flex max-md:h-10 low:max-md:h-7 max-md:items-center max-md:gap-2.5 max-md:pb-0 md:row-start-3 md:px-4.5"
      >
        <WorkStatus />
        <SyncNotice />
        {!durable && (
          <p className="mt-2 text-[0.8125rem] text-caution max-md:hidden">
            This browser stores nothing for this page. Publish before you close the tab.
          </p>
        )}
      </footer>
      <main
        id="main"
        tabIndex={-1}
        className="relative min-h-0 scroll-pt-28 low:scroll-pt-4 scroll-pb-10 overflow-y-auto bg-paper outline-none md:col-start-2 md:row-span-3 md:row-start-1 md:border-s md:border-rule"
      >
        {children}
      </main>
      <CommandLayer />
    </div>
  );
}
