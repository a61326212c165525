import { decodeText, parsePost } from '#content';
import type { WorkspaceContext } from './workspace-context.ts';

/** How many posts, spread over the repository, and how much of each (in UTF-16 units), are looked at. */
const sampledPosts = 12;
const sampledText = 4_000;

/** The beginnings of some posts' bodies, to learn from how the repository is written. */
export async function sampleBodies(context: WorkspaceContext): Promise<readonly string[]> {
  const { files } = await context.git.listFiles();
  const posts = files.filter(({ row }) => row !== null && !row.unreadable);
  const step = Math.max(1, Math.floor(posts.length / sampledPosts));
  const sample = posts.filter((_, index) => index % step === 0).slice(0, sampledPosts);
  return Promise.all(sample.map(({ oid }) => readBody(context, oid)));
}

async function readBody(context: WorkspaceContext, oid: string): Promise<string> {
  const decoded = decodeText(await context.git.readBlob(oid));
  if (decoded.kind !== 'text') return '';
  const { body } = parsePost(decoded.text);
  // Whole blocks only: half a fence would take in the next post.
  return body.length <= sampledText ? body : body.slice(0, Math.max(0, body.lastIndexOf('\n\n', sampledText)));
}
