import { linkAddress, resolveLink } from '#content';
import type { PostLinks } from '#editor';
import type { PostRow } from '#workspace';
import type { AppServices } from '../app-services.ts';
import { mediaListQuery } from '../media/queries.ts';
import { postListQuery } from '../posts/queries.ts';

const mostSuggested = 8;

interface PostLinkParts {
  readonly services: Pick<AppServices, 'workspace' | 'queries'>;
  /** The post that is linked from. */
  readonly path: string;
  readonly openPost: (path: string) => void;
}

/** What the editor of one post can find out of the others: a search by title, and what an address leads to. */
export function createPostLinks({ services, path, openPost }: PostLinkParts): PostLinks {
  const { workspace, queries } = services;
  const posts = async (): Promise<readonly PostRow[]> => (await queries.fetchQuery(postListQuery(workspace))).posts;
  return {
    openPost,
    async search(query, written) {
      const rows = await posts();
      const paths = new Set(rows.map((row) => row.path));
      return workspace
        .searchPosts(rows, query)
        .filter((row) => row.path !== path)
        .slice(0, mostSuggested)
        .map((row) => ({
          title: row.title,
          place: row.path,
          address: linkAddress({ from: path, to: row.path, written, paths }),
        }));
    },
    async resolve(address) {
      const [rows, media] = await Promise.all([posts(), queries.fetchQuery(mediaListQuery(workspace))]);
      const titles = new Map(rows.map((row) => [row.path, row.title]));
      const files = new Set(media);
      const target = resolveLink(address, path, { has: (one) => titles.has(one) || files.has(one) });
      if (target.kind !== 'file') return target;
      const title = titles.get(target.path);
      return title === undefined ? target : { kind: 'post', title, path: target.path };
    },
  };
}
