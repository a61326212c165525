import type { WorkspaceParts } from '#workspace';
import type { AppParts } from '../app-services.ts';
import type { GalleyAppProps } from '../galley-app.tsx';
import type { PlacedSite } from './parse-site-file.ts';

/** What a page on a static host is told by the file beside it, and how it differs from one that a Galley server gave out. */
export interface StaticPage extends Pick<PlacedSite, 'repository' | 'location'> {
  readonly author: null;
  /** What its workspace may do beyond git. */
  readonly work: Pick<WorkspaceParts, 'mayAskHost' | 'codeSignIn' | 'given'>;
  /** Where previews are drawn, and whether the person chose the repository. */
  readonly parts: Pick<AppParts, 'frameDocument' | 'RepositorySwitch'>;
  /** Screens are joined to the part of the address after "#", which asks nothing of the host. */
  readonly props: Pick<GalleyAppProps, 'Addresses'>;
}

/**
 * Reads `galley.json` beside the page and narrows what the page may ask to the repository that it names. Where it names none, the one that was
 * chosen in this tab is opened, or the person is asked by a screen that `show` draws. Fetched only by pages that no Galley server gave out. Throws `invalid-input` for a file that can't be used, `not-allowed` inside a frame of another page.
 */
export async function openStaticPage(show: (screen: React.JSX.Element) => void): Promise<StaticPage> {
  const { readStaticPage } = await import('./read-static-page.ts');
  return readStaticPage(show);
}
