import { GalleyError } from '#base';
import { lazy, type ComponentType } from 'react';

/**
 * A component that is fetched when it is first shown, or before by `fetchLaterParts`. Throws `offline` inside the
 * component tree when it can't be fetched.
 */
export function laterPart<Props extends object>(fetch: () => Promise<ComponentType<Props>>) {
  later.push(fetch);
  return lazy(async () => {
    try {
      return { default: await fetch() };
    } catch (thrown) {
      throw new GalleyError('offline', 'A part of the app could not be fetched', { cause: thrown });
    }
  });
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
