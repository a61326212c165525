import { GalleyError } from '#base';
import { parsePost } from '#content';
import { documentHtml } from '#markdown';
import { readHeadText } from '../head-text.ts';
import { markdownOf } from '../markdown-of.ts';
import { siteConfig } from '../site-config.ts';
import { usesAuthorDivs } from '../site.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { PostPreview } from '../workspace.ts';
import { cleanHtml, type CleanHtml } from './clean-html.ts';
import { groupBlocks } from './group-blocks.ts';
import { pageHtml } from './page-html.ts';
import { noteStyle, plainStyle } from './plain-style.ts';

/** What the last preview of a workspace cleaned, by its source: most of it is the same in the next one. */
const cleaned = new WeakMap<WorkspaceContext, ReadonlyMap<string, CleanHtml>>();

/** The post at `path`, from its draft where there is one, as HTML that its site might make of it. */
export async function previewPost(context: WorkspaceContext, path: string): Promise<PostPreview> {
  const draft = await context.drafts.get(path);
  const text = draft?.text ?? (await readHeadText(context, path))?.text;
  if (text === undefined || text === null) throw new GalleyError('not-found', 'No such post', { data: { path } });
  const { config } = await siteConfig(context);
  const { preview, language } = config;
  const post = parsePost(text, { authorDivs: await usesAuthorDivs(context) });
  const [parsed, template, sheets] = await Promise.all([
    markdownOf(context).parse(post.body),
    preview.template === null ? undefined : readSiteFile(context, preview.template),
    Promise.all(
      preview.stylesheets.filter(isPath).map(async (sheet) => ({ sheet, text: await readSiteFile(context, sheet) })),
    ),
  ]);
  const page = cleanHtml(pageHtml(post.fields, template ?? null), { keepSlot: true });
  const last = cleaned.get(context) ?? new Map<string, CleanHtml>();
  const now = new Map<string, CleanHtml>();
  const pieces = groupBlocks(documentHtml(parsed.document)).map(({ block, html }) => {
    const clean = now.get(html) ?? last.get(html) ?? cleanHtml(html);
    now.set(html, clean);
    return { block, clean };
  });
  cleaned.set(context, now);
  const missing = [
    ...(preview.template !== null && template === undefined ? [preview.template] : []),
    ...sheets.flatMap(({ sheet, text: css }) => (css === undefined ? [sheet] : [])),
  ];
  const isPlain = template === undefined && preview.stylesheets.length === 0;
  return {
    page: page.html,
    pieces: pieces.map(({ block, clean }) => ({ block, html: clean.html })),
    pictures: [...new Set([...page.pictures, ...pieces.flatMap(({ clean }) => clean.pictures)])],
    styles: [noteStyle, ...(isPlain ? [plainStyle] : []), ...sheets.flatMap(({ text: css }) => css ?? [])],
    sheets: preview.stylesheets.filter((sheet) => !isPath(sheet)),
    language,
    baseUrl: preview.baseUrl,
    missing,
  };
}

function isPath(sheet: string): boolean {
  return !/^https:/i.test(sheet);
}

async function readSiteFile(context: WorkspaceContext, path: string): Promise<string | undefined> {
  return (await readHeadText(context, path))?.text ?? undefined;
}
