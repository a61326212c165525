import { imageVerdict, linkVerdict } from '#base';
import type { AddressesOf } from '#markdown';
import { resolveFilePath, resolveImagePath, type PathLookup } from '#media';
import { pathsAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Which of the addresses in the post at `postPath` stand for files that neither the branch nor a draft has. A link is judged only
 * where it names a file ("other.md", "/files/plan.pdf"): which pages a site makes of its posts is not known here.
 */
export async function missingAddresses(
  context: WorkspaceContext,
  addresses: AddressesOf,
  postPath: string,
): Promise<AddressesOf> {
  const [atHead, drafts, files] = await Promise.all([
    pathsAtHead(context),
    context.drafts.list(),
    context.drafts.files.list(),
  ]);
  const drafted = new Map<string, 'text' | 'image' | 'deleted'>(files.map(({ path, kind }) => [path, kind]));
  for (const { path } of drafts) drafted.set(path, 'text');
  const paths: PathLookup = {
    has: (path) => (drafted.get(path) ?? (atHead.has(path) ? 'text' : 'deleted')) !== 'deleted',
  };
  return {
    images: addresses.images.filter(
      (address) => imageVerdict(address).kind === 'local' && resolveImagePath(address, postPath, paths) === undefined,
    ),
    links: addresses.links.filter(
      (address) =>
        linkVerdict(address).kind === 'local' &&
        namesFile(address) &&
        resolveFilePath(address, postPath, paths) === undefined,
    ),
  };
}

/** Files that a site serves as they are, or that generators replace by the page made of them. */
const fileName =
  /\.(?:md|markdown|mdx|pdf|txt|csv|json|zip|docx?|xlsx?|pptx?|png|jpe?g|gif|webp|avif|svg|mp[34]|webm|ogg)$/i;

function namesFile(address: string): boolean {
  return fileName.test(address.trim().replace(/[?#].*$/s, ''));
}
