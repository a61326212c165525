import type { Workspace } from '#workspace';
import { mutationOptions } from '@tanstack/react-query';

/** Makes the draft that deletes a file. */
export function deleteFileMutation(workspace: Workspace) {
  return mutationOptions({ mutationFn: (path: string) => workspace.deleteFile(path) });
}

/** Gives a post another path. */
export function renamePostMutation(workspace: Workspace) {
  return mutationOptions({
    mutationFn: ({ path, to }: { readonly path: string; readonly to: string }) => workspace.renamePost(path, to),
  });
}
