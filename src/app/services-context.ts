import { GalleyError } from '#base';
import { createContext, useContext } from 'react';
import type { AppServices } from './app-services.ts';

/** Carries the services to the screens. */
export const ServicesContext = createContext<AppServices | null>(null);

/** The services of the app around this component. Throws `internal` outside of one. */
export function useServices(): AppServices {
  const services = useContext(ServicesContext);
  if (services === null) throw new GalleyError('internal', 'There are no services here');
  return services;
}
