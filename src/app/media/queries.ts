import type { Workspace } from '#workspace';
import { queryOptions } from '@tanstack/react-query';

/** Where an image is asked for. */
export interface ImageAddress {
  /** As written in the post. */
  readonly address: string;
  readonly postPath: string;
  /** Undefined for the repository as it is here, with its drafts. */
  readonly commit?: string | undefined;
}

/** Keys of everything that shows the repository's images. */
export const mediaKeys = {
  all: ['media'],
  list: ['media', 'list'],
  image: ({ address, postPath, commit }: ImageAddress) => ['media', 'image', address, postPath, commit ?? null],
} as const;

/** Paths of the repository's images. */
export function mediaListQuery(workspace: Workspace) {
  return queryOptions({ queryKey: mediaKeys.list, queryFn: () => workspace.listMedia() });
}

/** The image at `address` as written in the post at `postPath`; null when the repository has none there. */
export function imageQuery(workspace: Workspace, image: ImageAddress) {
  const { address, postPath, commit } = image;
  return queryOptions({
    queryKey: mediaKeys.image(image),
    queryFn: async () => (await workspace.readImage(address, postPath, commit)) ?? null,
    gcTime: 60_000,
  });
}
