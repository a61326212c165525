import { isPostPath, newPostLike, newPostPath, newPostText } from '#content';
import { readBlobText } from './head-text.ts';
import { siteLayout } from './site.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** So many posts show what a new one has in common with them. */
const SAMPLES = 5;

/**
 * Makes a draft of a new post in the folder where the repository keeps its posts, named and begun as most posts there are,
 * and returns its path.
 */
export async function createPost(context: WorkspaceContext, title: string): Promise<string> {
  const { files } = await context.git.listFiles();
  const { postFolder: folder } = await siteLayout(context);
  const now = new Date(context.clock.now());
  const text = (await textLikeOthers(context, { folder, title, now })) ?? newPostText({ title }, '');
  return context.exclusive(async () => {
    const paths = files.map(({ path }) => path);
    const taken = [...paths, ...(await context.drafts.list()).map(({ path }) => path)];
    const path = newPostPath({ title, folder, taken, posts: paths.filter(isPostPath), now });
    await context.drafts.put({ path, text, baseOid: null, updatedAt: context.clock.now() });
    return path;
  });
}

interface TextInput {
  readonly folder: string;
  readonly title: string;
  readonly now: Date;
}

/** Undefined where most posts of the folder have no front matter, or can't be read now. */
async function textLikeOthers(
  context: WorkspaceContext,
  { folder, title, now }: TextInput,
): Promise<string | undefined> {
  const { files } = await context.git.listFiles();
  const posts = files.filter(({ path, row }) => row !== null && (folder === '' || path.startsWith(`${folder}/`)));
  const alike = posts.filter(({ row }) => row?.format === 'front-matter');
  if (alike.length * 2 <= posts.length) return undefined;
  // Where names begin with dates the last are the newest.
  const newest = alike.slice(-SAMPLES).toReversed();
  // A post is begun offline too: one that is not here says nothing.
  const texts = await Promise.all(newest.map(({ oid }) => readBlobText(context, oid).catch(() => null)));
  return newPostLike(
    texts.filter((text) => text !== null),
    { title, now },
  );
}
