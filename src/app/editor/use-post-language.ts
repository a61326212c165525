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
  const { surface, frontMatter } = useStore(desk.session.state);
  const { languages } = useStore(desk.preferences.state);
  const site = useQuery({
    queryKey: ['site-language'],
    queryFn: async () => (await workspace.siteConfig()).config.language ?? null,
  });
  // The source comes with another surface; what was typed into a field is not in it yet.
  const ofPost = useMemo(
    () =>
      surface === undefined
        ? undefined
        : postLanguage(desk.session.source, surface.kind === 'rich' ? frontMatter : undefined),
    [desk, surface, frontMatter],
  );
  const chosen = Object.hasOwn(languages, desk.session.path) ? languages[desk.session.path] : undefined;
  const said = ofPost ?? site.data ?? undefined;
  return { chosen, said, inUse: chosen ?? said };
}
