import { defaultSiteConfig, parseSiteConfig, siteConfigPaths } from '#content';
import { readHeadText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { SiteSettings } from './workspace.ts';

interface Known {
  readonly head: string | null;
  readonly settings: Promise<SiteSettings>;
}

const known = new WeakMap<WorkspaceContext, Known>();

/** What the branch, as it is here, says about the site. Read anew whenever the branch moves. */
export async function siteConfig(context: WorkspaceContext): Promise<SiteSettings> {
  const { head } = await context.git.state();
  const last = known.get(context);
  if (last?.head === head) return last.settings;
  const settings = read(context);
  known.set(context, { head, settings });
  settings.catch(() => known.delete(context));
  return settings;
}

async function read(context: WorkspaceContext): Promise<SiteSettings> {
  const files = await Promise.all(
    siteConfigPaths.map(async (path) => ({ path, file: await readHeadText(context, path) })),
  );
  const [first, second] = files.filter(({ file }) => file !== undefined);
  if (first?.file === undefined) return { path: null, config: defaultSiteConfig, problems: [] };
  const { path, file } = first;
  if (file.text === null) {
    return { path, config: defaultSiteConfig, problems: [{ line: null, message: 'The file is not UTF-8 text.' }] };
  }
  const { config, problems } = parseSiteConfig(file.text);
  const unread =
    second === undefined ? [] : [{ line: null, message: `"${second.path}" is there too; it is not read.` }];
  return { path, config, problems: [...unread, ...problems] };
}
