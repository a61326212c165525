import { validatePath } from '#base';
import { slugFor } from '#content';
import { imageExtension, isImagePath, prepareImage, siteAddress } from '#media';
import { blobOid } from './blob-oid.ts';
import { pathsAtHead } from './paths-at-head.ts';
import { siteLayout } from './site.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { AddImageOutcome, NewImage } from './workspace.ts';

/** Names that programs give to pictures that have none. */
const NAMELESS = /^(?:image|img|picture|photo|clipboard|pasted|untitled|unnamed|blob|download)?[-_ ]*\d*$/i;

/**
 * Makes a draft of an image in the media folder, fit for the web unless the original is wanted. A picture that the repository or a
 * draft holds already is used as it is; no file is ever written over. Resolves once the bytes are durable.
 */
export async function addImage(context: WorkspaceContext, image: NewImage): Promise<AddImageOutcome> {
  const given = new Uint8Array(await image.content.arrayBuffer());
  const prepared = await prepareImage(given, { keepOriginal: image.keepOriginal ?? false });
  if (prepared.kind === 'refused') return prepared;
  const { bytes, type } = prepared;
  const extension = imageExtension(type);
  if (extension === undefined) return { kind: 'refused', reason: `It can’t be kept: the browser writes ${type} only.` };
  const oid = await blobOid(bytes);
  const { mediaFolder } = await siteLayout(context);
  return context.exclusive(async () => {
    for (;;) {
      const committed = await pathsAtHead(context);
      const drafts = await context.drafts.files.list();
      const texts = await context.drafts.list();
      const gone = new Set(drafts.filter(({ kind }) => kind === 'deleted').map(({ path }) => path));
      const paths = new Set([...committed.keys(), ...[...drafts, ...texts].map(({ path }) => path)]);
      const same =
        oid === null
          ? undefined
          : (drafts.find((draft) => draft.kind === 'image' && draft.oid === oid)?.path ??
            [...committed].find(([path, held]) => held === oid && isImagePath(path) && !gone.has(path))?.[0]);
      if (same !== undefined) return { kind: 'added', path: same, address: siteAddress(same, paths), isReused: true };
      const folder = mediaFolder === '' ? '' : `${mediaFolder}/`;
      const path = `${folder}${slugFor(nameOf(image), namesIn(folder, paths))}.${extension}`;
      const verdict = validatePath(path);
      if (verdict.kind === 'rejected') return { kind: 'refused', reason: verdict.reason };
      const isAdded = await context.drafts.files.addImage(
        { kind: 'image', path, baseOid: null, oid, type, size: bytes.length, updatedAt: context.clock.now() },
        bytes,
      );
      if (!isAdded) continue;
      return { kind: 'added', path, address: siteAddress(path, new Set([...paths, path])), isReused: false };
    }
  });
}

/** The file's own name, or the post's where it says nothing. */
function nameOf({ name, forPost }: NewImage): string {
  const stem = name.replace(/^.*[/\\]/s, '').replace(/\.[^.]*$/, '');
  if (!NAMELESS.test(stem)) return stem;
  const post = (forPost ?? '').replace(/\.[^./]*$/, '').replace(/\/_?index$/i, '');
  const slug = post.slice(post.lastIndexOf('/') + 1).replace(/^\d{4}-\d{1,2}-\d{1,2}-(?=.)/, '');
  return slug === '' ? 'picture' : slug;
}

/** Names without their endings, so that "tide.jpg" and "tide.png" do not come to stand beside each other. */
function namesIn(folder: string, paths: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of paths) {
    if (path.startsWith(folder)) names.add(path.slice(folder.length).replace(/\.[^./]*$/, ''));
  }
  return names;
}
