import { useEffect, useMemo, useState, type ReactNode } from 'react';
import {
  createPath,
  NavigationType,
  parsePath,
  Router,
  type Location,
  type Navigator,
  type To,
} from 'react-router-dom';

interface Place {
  readonly location: Location;
  readonly action: NavigationType;
}

/** What is kept with an entry of the browser's history. */
interface EntryState {
  readonly usr: unknown;
  readonly key: string;
}

/** The screen that the address names after "#/"; an anchor such as "#main" is no screen, and leaves `before`. */
function readLocation(before: Location | undefined): Location {
  const { hash } = window.location;
  if (!hash.startsWith('#/') && before !== undefined) return before;
  const { pathname = '/', search = '', hash: inner = '' } = parsePath(hash.startsWith('#/') ? hash.slice(1) : '/');
  const state: unknown = window.history.state;
  const { usr = null, key = 'default' } = isEntryState(state) ? state : {};
  return { pathname, search, hash: inner, state: usr, key } as Location;
}

function isEntryState(state: unknown): state is EntryState {
  return typeof state === 'object' && state !== null && 'key' in state && typeof state.key === 'string';
}

function hrefOf(to: To): string {
  return `#${typeof to === 'string' ? to : createPath(to)}`;
}

/** Joins the screens to the part of the address after "#": a static host gives the same page for all of them. */
export function HashAddresses({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState<Place>(() => ({ location: readLocation(undefined), action: NavigationType.Pop }));
  const navigator = useMemo<Navigator>(() => {
    const go = (to: To, state: unknown, action: NavigationType.Push | NavigationType.Replace): void => {
      const entry: EntryState = { usr: state ?? null, key: Math.random().toString(36).slice(2, 10) };
      if (action === NavigationType.Push) window.history.pushState(entry, '', hrefOf(to));
      else window.history.replaceState(entry, '', hrefOf(to));
      setPlace({ location: readLocation(undefined), action });
    };
    return {
      createHref: hrefOf,
      go: (delta) => window.history.go(delta),
      push: (to, state) => go(to, state, NavigationType.Push),
      replace: (to, state) => go(to, state, NavigationType.Replace),
    };
  }, []);
  useEffect(() => {
    const follow = (): void =>
      setPlace(({ location }) => ({ location: readLocation(location), action: NavigationType.Pop }));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  return (
    <Router location={place.location} navigationType={place.action} navigator={navigator}>
      {children}
    </Router>
  );
}
