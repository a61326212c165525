import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** Keys of everything that shows the repository's images. */
export const mediaKeys = {
  all: ['media'],
  list: ['media', 'list'],
  image: (address: string, postPath: string) => ['media', 'image', address, postPath],
} as const;

/** Paths of the repository's images. */
export function mediaListQuery(workspace: Workspace) {
  return queryOptions({ queryKey: mediaKeys.list, queryFn: () => workspace.listMedia() });
}

/** The image at `address` as written in the post at `postPath`; null when the repository has none there. */
export function imageQuery(
  workspace: Workspace,
  { address, postPath }: { readonly address: string; readonly postPath: string },
) {
  return queryOptions({
    queryKey: mediaKeys.image(address, postPath),
    queryFn: async () => (await workspace.readImage(address, postPath)) ?? null,
    gcTime: 60_000,
  });
}
