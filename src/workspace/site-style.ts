import { decodeText, parsePost } from '#content';
import { majorityStyle, plainStyle, type MarkdownStyle } from '#markdown';
import { markdownOf } from './markdown-of.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** How many posts, spread over the repository, and how much of each (in UTF-16 units), are looked at. */
const sampledPosts = 12;
const sampledText = 4_000;

const styles = new WeakMap<WorkspaceContext, Promise<MarkdownStyle>>();

/** The style that most posts of the repository are written in, for what a new post does not show by itself. Line ends are LF. */
export function siteStyle(context: WorkspaceContext): Promise<MarkdownStyle> {
  const known = styles.get(context) ?? readStyle(context);
  styles.set(context, known);
  return known;
}

async function readStyle(context: WorkspaceContext): Promise<MarkdownStyle> {
  const { files } = await context.git.listFiles();
  const posts = files.filter(({ row }) => row !== null && !row.unreadable);
  const step = Math.max(1, Math.floor(posts.length / sampledPosts));
  const sample = posts.filter((_, index) => index % step === 0).slice(0, sampledPosts);
  const bodies = await Promise.all(sample.map(({ oid }) => readBody(context, oid)));
  const { source, reading } = await markdownOf(context).parse(bodies.join('\n\n'));
  return { ...majorityStyle(source, reading.root, plainStyle), lineEnd: plainStyle.lineEnd };
}

async function readBody(context: WorkspaceContext, oid: string): Promise<string> {
  const decoded = decodeText(await context.git.readBlob(oid));
  if (decoded.kind !== 'text') return '';
  const { body } = parsePost(decoded.text);
  // Whole blocks only: half a fence would take in the next post.
  return body.length <= sampledText ? body : body.slice(0, Math.max(0, body.lastIndexOf('\n\n', sampledText)));
}
