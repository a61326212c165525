import { GalleyError } from '#base';
import { createElement, lazy, useState, type ComponentType, type FunctionComponent } from 'react';

/**
 * A component that is fetched when it is first shown, or before by `fetchLaterParts`. When it can't be fetched
 * `otherwise` is shown, and where it is shown anew once the network is back, itself; without that, `offline` is thrown
 * inside the component tree.
 */
export function laterPart<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  otherwise?: ComponentType<Props>,
): LaterPart<Props> {
  let fetched: ComponentType<Props> | undefined;
  const load = async (): Promise<ComponentType<Props>> => (fetched ??= await fetch());
  later.push(load);
  const waiting = lazy(async () => {
    try {
      return { default: await load() };
    } catch (thrown) {
      if (otherwise !== undefined) {
        fetchWhenOnline();
        return { default: otherwise };
      }
      throw new GalleyError('offline', 'A part of the app could not be fetched', { cause: thrown });
    }
  });
  const Part = (props: Props): React.JSX.Element => {
    // React shows what comes out of `lazy` a third of a second later than it could, even when it is here already.
    const [Shown] = useState<ComponentType<Props>>(() => fetched ?? waiting);
    return createElement(Shown, props);
  };
  const fetchWhenOnline = (): void =>
    window.addEventListener('online', () => void load().catch(fetchWhenOnline), { once: true });
  // What can't be fetched ahead is fetched when it is shown, and a failure is told there.
  const fetchAhead = (): void => void load().catch(() => undefined);
  return Object.assign(Part, { fetchAhead });
}

/** A component with a way to fetch it before its turn. */
export type LaterPart<Props> = FunctionComponent<Props> & { readonly fetchAhead: () => void };

/** The same for what a screen can do without: where it can't be fetched, nothing stands in its place. */
export function optionalPart<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  return laterPart(fetch, Nothing);
}

function Nothing(): null {
  return null;
}

/** Registers code that is no component to be fetched by `fetchLaterParts` too, and gives it back. */
export function laterCode<Code>(fetch: () => Promise<Code>): () => Promise<Code> {
  later.push(fetch);
  return fetch;
}

const later: (() => Promise<unknown>)[] = [];

/** Fetches what the first screen did not need, so that it opens at once and works when the server is out of reach. */
export async function fetchLaterParts(): Promise<void> {
  // Parts register others when they come.
  for (let next = later.shift(); next !== undefined; next = later.shift()) {
    // What can't be fetched now is fetched when it is shown, and a failure is reported there.
    await next().catch(() => undefined);
  }
}
