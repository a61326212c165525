import { newPostText, slugFor } from '#content';
import { siteLayout } from './site.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Makes a draft of a new post in the folder where the repository keeps its posts, and returns its path. */
export async function createPost(context: WorkspaceContext, title: string): Promise<string> {
  const { files } = await context.git.listFiles();
  const { postFolder } = await siteLayout(context);
  const folder = postFolder === '' ? '' : `${postFolder}/`;
  return context.exclusive(async () => {
    const drafts = await context.drafts.list();
    const taken = new Set<string>();
    for (const { path } of [...files, ...drafts]) {
      const slug = /^(.*)\.(?:md|markdown)$/i.exec(path)?.[1];
      if (slug?.startsWith(folder) === true) taken.add(slug.slice(folder.length));
    }
    const path = `${folder}${slugFor(title, taken)}.md`;
    await context.drafts.put({ path, text: newPostText({ title }, ''), baseOid: null, updatedAt: context.clock.now() });
    return path;
  });
}
