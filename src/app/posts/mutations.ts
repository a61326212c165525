import type { Workspace } from '#workspace';
import { mutationOptions } from '@tanstack/react-query';

/** Makes a draft of a new post from its title; gives its path. */
export function createPostMutation(workspace: Workspace) {
  return mutationOptions({ mutationFn: (title: string) => workspace.createPost(title) });
}
