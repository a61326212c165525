import { decodeText, parsePost } from '#content';
import { assessSource } from '#markdown';
import { markdownOf } from './markdown-of.ts';
import { usesAuthorDivs } from './site.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Reads and takes apart a post that is probably opened next, so that it is there at once then. What goes wrong is told when it is opened. */
export async function preparePost(context: WorkspaceContext, path: string): Promise<void> {
  const { head, filling } = await context.git.state();
  // A post that is still on its way would be fetched for nothing.
  if (head === null || filling) return;
  const [draft, oid, authorDivs] = await Promise.all([
    context.drafts.get(path),
    context.git.resolvePath(head, path),
    usesAuthorDivs(context),
  ]);
  const text = draft?.text ?? (oid === undefined ? undefined : await textOf(context, oid));
  if (text === undefined) return;
  const { body } = parsePost(text, { authorDivs });
  // What opens as source is not taken apart.
  if (assessSource(body).kind === 'rich') await markdownOf(context).parseAhead(body);
}

async function textOf({ git }: WorkspaceContext, oid: string): Promise<string | undefined> {
  const decoded = decodeText(await git.readBlob(oid));
  return decoded.kind === 'text' ? decoded.text : undefined;
}
