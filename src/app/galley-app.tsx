import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { BrowserRouter } from 'react-router-dom';
import type { AppServices } from './app-services.ts';
import { AppRoutes } from './app-routes.tsx';
import { BootScreen } from './boot/boot-screen.tsx';
import { ServicesContext } from './services-context.ts';
import { Shell } from './shell/shell.tsx';
import { useStore } from './use-store.ts';

export interface GalleyAppProps {
  readonly services: AppServices;
  /** Joins the screens to the address bar; by paths unless said otherwise. */
  readonly Addresses?: ComponentType<{ readonly children: ReactNode }>;
}

/** The whole app on one repository. */
export function GalleyApp({ services, Addresses = BrowserRouter }: GalleyAppProps) {
  const boot = useStore(services.boot.state);
  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={services.queries}>
        <Addresses>
          <Shell>{boot.kind === 'ready' ? <AppRoutes /> : <BootScreen state={boot} />}</Shell>
        </Addresses>
      </QueryClientProvider>
    </ServicesContext>
  );
}
