import { GalleyError } from '#base';
import { decodeText, parsePost, type Post } from '#content';
import type { Draft } from '#drafts';
import type { Oid } from '#git';
import { assessSource, schema } from '#markdown';
import { Node } from 'prosemirror-model';
import { markdownOf } from './markdown-of.ts';
import { usesAuthorDivs } from './site.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { OpenedPost } from './workspace.ts';

/** Opens a post from its draft when there is one, else from the branch. Throws `not-found` when neither has it. */
export async function openPost(context: WorkspaceContext, path: string): Promise<OpenedPost> {
  const [draft, headOid, siteUsesDivs] = await Promise.all([
    context.drafts.get(path),
    oidAtHead(context, path),
    usesAuthorDivs(context),
  ]);
  const authorDivs = draft?.baseOid === null || siteUsesDivs;
  if (headOid === undefined) {
    const renamedTo = context.renames.get(path) ?? null;
    if (draft === undefined) throw new GalleyError('not-found', 'No such post', { data: { path, renamedTo } });
    return openDraft(context, draft, authorDivs);
  }
  const deletion = draft === undefined ? await context.drafts.files.get(path) : undefined;
  const decoded = decodeText(await context.git.readBlob(headOid));
  if (decoded.kind === 'not-utf8') {
    const post = parsePost(decoded.preview);
    return {
      ...(await takeApart(context, post)),
      path,
      baseOid: headOid,
      origin: 'repository',
      editing: { kind: 'read-only', reason: 'This file is not valid UTF-8 text, so saving it could damage it.' },
    };
  }
  if (draft !== undefined && draft.text !== decoded.text) return openDraft(context, draft, authorDivs);
  if (deletion?.kind === 'deleted') {
    const post = parsePost(decoded.text, { authorDivs });
    const to = deletion.renamedTo;
    const reason =
      to === undefined
        ? 'You deleted this post. To go on with it, discard the deletion under Changes.'
        : `You renamed this post: it is ${to} now.`;
    return {
      ...(await takeApart(context, post)),
      path,
      baseOid: headOid,
      origin: 'repository',
      editing: { kind: 'read-only', reason },
    };
  }
  context.bases.set(path, headOid);
  const post = parsePost(decoded.text, { authorDivs });
  return { ...(await takeApart(context, post)), path, baseOid: headOid, origin: 'repository' };
}

async function oidAtHead({ git }: WorkspaceContext, path: string): Promise<Oid | undefined> {
  const { head } = await git.state();
  return head === null ? undefined : git.resolvePath(head, path);
}

async function openDraft(context: WorkspaceContext, draft: Draft, authorDivs: boolean): Promise<OpenedPost> {
  context.bases.set(draft.path, draft.baseOid);
  const post = parsePost(draft.text, { authorDivs });
  const apart = await takeApart(context, post);
  const unwritten = draft.unwritten === undefined ? undefined : readDocument(draft.unwritten.document);
  return {
    ...apart,
    document: unwritten ?? apart.document,
    path: draft.path,
    baseOid: draft.baseOid,
    origin: 'draft',
  };
}

async function takeApart(
  context: WorkspaceContext,
  post: Post,
): Promise<Pick<OpenedPost, 'post' | 'parsed' | 'document' | 'editing'>> {
  const verdict = assessSource(post.body);
  const isRich = verdict.kind === 'rich';
  const parsed = await markdownOf(context).parse(isRich ? post.body : '');
  const editing = isRich ? ({ kind: 'rich' } as const) : ({ kind: 'source', reason: verdict.reason } as const);
  return { post, parsed, document: parsed.document, editing };
}

/** A stored document, or undefined when it does not fit the schema (any more). */
function readDocument(json: unknown): Node | undefined {
  try {
    const document = Node.fromJSON(schema, json);
    document.check();
    return document;
  } catch {
    return undefined;
  }
}
