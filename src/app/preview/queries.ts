import type { Workspace } from '#workspace';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { previewPictures } from './preview-pictures.ts';

/** A post as its site might show it, with its pictures. */
export function previewQuery(workspace: Workspace, path: string, hosts: readonly string[]) {
  return queryOptions({
    queryKey: ['preview', path, hosts],
    queryFn: async () => {
      const preview = await workspace.previewPost(path);
      return { preview, ...(await previewPictures({ workspace, preview, path, hosts })) };
    },
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: 0,
  });
}
