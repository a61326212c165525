import { GalleyError, systemClock, visibleLine } from '#base';
import { holdOpen } from '#workspace';
import { askForRepository, type ChosenRepository } from '../connect/ask-for-repository.tsx';
import { RepositorySwitch } from '../connect/repository-switch.tsx';
import { chosenRepository, chooseRepository, rememberRepository } from '../connect/known-repositories.ts';
import type { StaticPage } from './open-static-page.ts';
import {
  parseSiteFile,
  parseTypedAddress,
  placeSite,
  signInFor,
  type ChoiceSettings,
  type PlacedSite,
  type SiteFile,
} from './parse-site-file.ts';
import { takeArrival } from './pending-sign-in.ts';
import { StaticAddresses } from './static-addresses.tsx';

/** The work of `openStaticPage`. */
export async function readStaticPage(show: (screen: React.JSX.Element) => void): Promise<StaticPage> {
  // A policy in the page itself can't forbid frames.
  if (window.top !== window.self) throw new GalleyError('not-allowed', 'Galley does not run inside another page');
  const arrival = takeArrival();
  const text = await readText();
  const page = new URL('./', window.location.href);
  const file: SiteFile = text === null ? { kind: 'choice', settings: {} } : parseSiteFile(text, page);
  const site = file.kind === 'site' ? file : undefined;
  const settings: ChoiceSettings = file.kind === 'site' ? {} : file.settings;
  const { record = null, ...came } = arrival ?? {};
  const chosen: ChosenRepository | undefined =
    site === undefined
      ? (readChosen(record?.place) ??
        (await askForRepository({
          settings,
          redirect: page.href,
          arrival: 'address' in came ? { ...came, record } : null,
          show,
        })))
      : undefined;
  const placed: PlacedSite = site ?? placeSite(new URL(chosen?.url ?? ''), withoutTitle(settings));
  const { repository, location, origins } = placed;
  narrowPolicy(origins);
  if (chosen !== undefined) {
    remember(repository);
    // Other tabs do not take away what this one works on.
    holdOpen(repository.url);
  }
  const signIn = site === undefined ? signInFor(settings, repository.url) : site.signIn;
  const pending = record?.place === repository.url ? record.pending : null;
  const isAnswer = 'address' in came && (site !== undefined || chosen?.given === undefined);
  return {
    repository,
    location,
    author: null,
    work: {
      mayAskHost: true,
      codeSignIn: { redirect: page.href, ...signIn, ...(isAnswer ? { arrival: { ...came, pending } } : {}) },
      given: chosen?.given,
    },
    parts: { frameDocument: './preview-frame.html', ...(chosen === undefined ? {} : { RepositorySwitch }) },
    props: { Addresses: StaticAddresses },
  };
}

/** The repository that this tab works on. Who comes back from a sign-in for another place has not chosen yet. */
function readChosen(place: string | undefined): ChosenRepository | undefined {
  const chosen = parseTypedAddress(chosenRepository() ?? '');
  if (chosen.kind !== 'repository' || (place !== undefined && place !== chosen.url)) return undefined;
  return { url: chosen.url };
}

function remember({ url, name }: PlacedSite['repository']): void {
  try {
    chooseRepository(url);
  } catch {
    // It is open all the same; the next visit asks again.
  }
  rememberRepository({ url, name: visibleLine(name, 100) }, systemClock.now());
}

function withoutTitle({ gateway }: ChoiceSettings): Pick<ChoiceSettings, 'gateway'> {
  return gateway === undefined ? {} : { gateway };
}

async function readText(): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch('./galley.json', { cache: 'no-cache', credentials: 'same-origin' });
  } catch (thrown) {
    throw new GalleyError('offline', 'galley.json could not be fetched', { cause: thrown });
  }
  if (response.status === 404) return null;
  if (!response.ok) throw new GalleyError('server-error', `galley.json was answered ${response.status}`);
  const text = await response.text();
  // Hosts that give the page for every address have no such file.
  return text.trimStart().startsWith('<') ? null : text;
}

/** A second policy beside the page's own: both hold, so it can only take away. */
function narrowPolicy(origins: readonly string[]): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `connect-src 'self' ${origins.join(' ')}`;
  document.head.append(policy);
}
