import { GalleyError } from '#base';
import type { AddImageOutcome, Workspace } from '#workspace';

/** What became of one file of an upload. */
export interface UploadedImage {
  readonly name: string;
  readonly outcome: AddImageOutcome | { readonly kind: 'failed'; readonly error: GalleyError };
}

/** Makes drafts of files one after the other, so that large photographs are not all in memory at once. */
export async function uploadImages(
  workspace: Workspace,
  files: readonly File[],
  options: { readonly keepOriginal: boolean; readonly onDone?: (done: number) => void },
): Promise<readonly UploadedImage[]> {
  const uploaded: UploadedImage[] = [];
  for (const file of files) {
    try {
      const { name } = file;
      const outcome = await workspace.addImage({ name, content: file, keepOriginal: options.keepOriginal });
      uploaded.push({ name, outcome });
    } catch (error) {
      uploaded.push({ name: file.name, outcome: { kind: 'failed', error: GalleyError.from(error) } });
    }
    options.onDone?.(uploaded.length);
  }
  return uploaded;
}
