import { isPostPath } from '#content';
import { findUsages, isImagePath } from '#media';
import { readBlobText } from './head-text.ts';
import { pathsAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** How many files are read at once. */
const BATCH = 24;

/**
 * The posts that show the image at `path`, or link to the post at `path`, as they are with this browser's drafts. Reads every post.
 */
export async function findMentions(
  context: WorkspaceContext,
  path: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const [committed, texts, files] = await Promise.all([
    pathsAtHead(context),
    context.drafts.list(),
    context.drafts.files.list(),
  ]);
  const deleted = new Set(files.filter(({ kind }) => kind === 'deleted').map((file) => file.path));
  const drafts = new Map(texts.map((draft) => [draft.path, draft.text]));
  const isImage = isImagePath(path);
  const paths = { has: (one: string): boolean => one === path || committed.has(one) };
  const mentions = (post: { readonly path: string; readonly text: string }): boolean =>
    isImage ? findUsages(path, [post], paths).length > 0 : linksTo(post.text, path);
  const posts = [...new Set([...committed.keys(), ...drafts.keys()])].filter(
    (one) => isPostPath(one) && one !== path && !deleted.has(one),
  );
  const found: string[] = [];
  for (let at = 0; at < posts.length; at += BATCH) {
    signal?.throwIfAborted();
    const batch = await Promise.all(
      posts.slice(at, at + BATCH).map(async (one) => {
        const oid = committed.get(one);
        const text = drafts.get(one) ?? (oid === undefined ? null : await readBlobText(context, oid));
        return text !== null && mentions({ path: one, text }) ? one : undefined;
      }),
    );
    found.push(...batch.filter((one) => one !== undefined));
  }
  return found;
}

/** Whether a text has a link whose last part is the name of the post: "/blog/tide/", "tide.md", "../posts/tide.html#low". */
function linksTo(text: string, path: string): boolean {
  const segments = path.replace(/\.[^./]*$/, '').split('/');
  const last = segments.at(-1) ?? '';
  const name = /^_?index$/i.test(last) && segments.length > 1 ? (segments.at(-2) ?? last) : last;
  const names = new Set([name, name.replace(/^\d{4}-\d{1,2}-\d{1,2}-(?=.)/, '')]);
  const targets = text.matchAll(/\]\(\s*<?([^\s<>)]+)|\bhref\s*=\s*["']([^"']+)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)/gm);
  for (const [, inline, html, reference] of targets) {
    const target = (inline ?? html ?? reference ?? '').replace(/[?#].*$/s, '').replace(/\/+$/, '');
    const stem = target.slice(target.lastIndexOf('/') + 1).replace(/\.(?:mdx?|markdown|html?)$/i, '');
    if (names.has(stem) || names.has(safelyDecoded(stem))) return true;
  }
  return false;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
