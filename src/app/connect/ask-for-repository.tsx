import type { CodeSignInParts, GivenSignIn } from '#workspace';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { chooseBranch } from '../branches/chosen-branch.ts';
import type { ChoiceSettings } from '../static/parse-site-file.ts';
import type { PendingRecord } from '../static/pending-sign-in.ts';
import { ConnectScreen } from './connect-screen.tsx';

/** The repository to open, with what the person signed in with to choose it. */
export interface ChosenRepository {
  readonly url: string;
  readonly given?: GivenSignIn;
}

/** Someone came back from a host's sign-in; `record` is what this tab kept of it. */
export type CameBack = Omit<Required<CodeSignInParts>['arrival'], 'pending'> & {
  readonly record: PendingRecord | null;
};

export interface AskForRepositoryOptions {
  readonly settings: ChoiceSettings;
  /** The page's own address, to which hosts send people back. */
  readonly redirect: string;
  readonly arrival: CameBack | null;
  readonly show: (screen: React.JSX.Element) => void;
}

/** Shows the screen "Connect a repository", and resolves when one is chosen. */
export function askForRepository({ show, ...parts }: AskForRepositoryOptions): Promise<ChosenRepository> {
  const queries = new QueryClient({
    // The network is asked when the person asks, and what fails is told.
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    },
  });
  return new Promise((resolve) => {
    show(
      <QueryClientProvider client={queries}>
        <ConnectScreen
          {...parts}
          onOpen={({ branch, ...chosen }) => {
            if (branch !== null) rememberBranch(chosen.url, branch);
            queries.clear();
            resolve(chosen);
          }}
        />
      </QueryClientProvider>,
    );
  });
}

function rememberBranch(url: string, branch: string): void {
  try {
    chooseBranch(url, branch);
  } catch {
    // Without storage it opens on the site's own branch, as it says there.
  }
}
