import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router-dom';
import type { AppServices } from './app-services.ts';
import { AppRoutes } from './app-routes.tsx';
import { BootScreen } from './boot/boot-screen.tsx';
import { ServicesContext } from './services-context.ts';
import { Shell } from './shell/shell.tsx';
import { useStore } from './use-store.ts';

/** The whole app on one repository. */
export function GalleyApp({ services }: { readonly services: AppServices }) {
  const boot = useStore(services.boot.state);
  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={services.queries}>
        <BrowserRouter>
          <Shell>{boot.kind === 'ready' ? <AppRoutes /> : <BootScreen state={boot} />}</Shell>
        </BrowserRouter>
      </QueryClientProvider>
    </ServicesContext>
  );
}
