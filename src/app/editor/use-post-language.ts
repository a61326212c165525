import { postLanguage } from '#content';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import type { Desk } from './desk.ts';

export interface PostLanguage {
  /** Chosen for this post in this browser. */
  readonly chosen: string | undefined;
  /** What the post says, or else the site. */
  readonly said: string | undefined;
  readonly inUse: string | undefined;
}

/** The language that the browser should check the spelling of the open post in. */
export function usePostLanguage(desk: Desk): PostLanguage {
  const { workspace } = useServices();
  const { surface } = useStore(desk.session.state);
  const { languages } = useStore(desk.preferences.state);
  const site = useQuery({
    queryKey: ['site-language'],
    queryFn: async () => (await workspace.siteConfig()).config.language ?? null,
  });
  // The front matter changes with the source only, and that comes with another surface.
  const ofPost = useMemo(
    () => (surface === undefined ? undefined : postLanguage(desk.session.source)),
    [desk, surface],
  );
  const chosen = Object.hasOwn(languages, desk.session.path) ? languages[desk.session.path] : undefined;
  const said = ofPost ?? site.data ?? undefined;
  return { chosen, said, inUse: chosen ?? said };
}
