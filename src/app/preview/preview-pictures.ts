import { imageVerdict } from '#base';
import type { PostPreview, Workspace } from '#workspace';
import type { FramePicture } from './frame-messages.ts';
import { remoteAddress } from './remote-address.ts';

/** The pictures of a preview as the frame needs them, and the hosts that would have to be asked for the others. */
export interface PreviewPictures {
  readonly pictures: readonly FramePicture[];
  /** Hosts of pictures and style sheets without consent. */
  readonly withheld: readonly string[];
}

export interface PicturesInput {
  readonly workspace: Workspace;
  readonly preview: PostPreview;
  readonly path: string;
  /** The hosts that the person consented to. */
  readonly hosts: readonly string[];
}

/** Reads the repository's pictures, and decides on each of the others. Nothing is requested from anywhere else. */
export async function previewPictures({ workspace, preview, path, hosts }: PicturesInput): Promise<PreviewPictures> {
  const withheld = new Set<string>();
  const remote = (address: string, base: string | null): FramePicture | null => {
    const place = remoteAddress(address, base);
    if (place === null) return null;
    if (hosts.includes(place.host)) return { kind: 'address', address, url: place.url };
    withheld.add(place.host);
    return { kind: 'words', address, words: `Picture on ${place.host}, not loaded` };
  };
  const pictures = await Promise.all(
    preview.pictures.map(async (address): Promise<FramePicture> => {
      const verdict = imageVerdict(address);
      if (verdict.kind === 'inline') return { kind: 'address', address, url: address };
      if (verdict.kind === 'local') {
        const blob = await workspace.readImage(address, path);
        if (blob !== undefined) return { kind: 'blob', address, blob };
        return remote(address, preview.baseUrl) ?? { kind: 'words', address, words: `No picture at ${address}` };
      }
      return remote(address, null) ?? { kind: 'words', address, words: 'This picture can’t be shown' };
    }),
  );
  for (const sheet of preview.sheets) {
    const place = remoteAddress(sheet, null);
    if (place !== null && !hosts.includes(place.host)) withheld.add(place.host);
  }
  return { pictures, withheld: [...withheld].toSorted() };
}
