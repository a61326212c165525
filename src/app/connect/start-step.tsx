import { Button, Notice, TextField } from '#ui';
import { hostSiteOf } from '#workspace';
import { useState } from 'react';
import { parseTypedAddress, type ChoiceSettings } from '../static/parse-site-file.ts';
import { KnownRepositoryList } from './known-repository-list.tsx';
import { OtherWays } from './other-ways.tsx';
import { StepHeading } from './step-heading.tsx';
import { useRemoval } from './use-removal.tsx';

/** Hosts that everyone knows, for pages that name none. */
const usualHosts = [
  ['GitHub', 'https://github.com'],
  ['GitLab', 'https://gitlab.com'],
  ['Codeberg', 'https://codeberg.org'],
  ['Bitbucket', 'https://bitbucket.org'],
] as const;

export interface StartStepProps {
  readonly settings: ChoiceSettings;
  /** The person came back from another step: the focus has to be somewhere. */
  readonly isReturn: boolean;
  /** They came back from a host, and nobody here knows from which. */
  readonly isLost: boolean;
  readonly onHost: (origin: string) => void;
  readonly onOpen: (url: string) => void;
}

/** Where to begin: what was open before, a host to choose at, or an address. */
export function StartStep({ settings, isReturn, isLost, onHost, onOpen }: StartStepProps) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<string>();
  const { repositories: known, ask, question } = useRemoval();
  const hosts: readonly (readonly [string, string])[] =
    settings.host === undefined ? usualHosts : [[hostSiteOf(settings.host)?.name ?? settings.host, settings.host]];
  const words = 'Galley edits the posts of a git repository, here in your browser.';
  return (
    <>
      <p className="mt-3 text-ink-soft">{words}</p>
      {isLost && (
        <Notice tone="caution" urgent title="You are not signed in" className="mt-5">
          This tab does not know of a sign-in that waits for an answer: it was begun in another tab, too long ago, or
          used already. Choose a host to sign in again.
        </Notice>
      )}
      {known.length > 0 && (
        <section className="mt-8">
          <h2 className="font-page text-xl font-semibold">Open again</h2>
          <KnownRepositoryList repositories={known} onOpen={onOpen} onRemove={ask} />
        </section>
      )}
      <section className="mt-8">
        {isReturn ? (
          <StepHeading>Choose from your repositories</StepHeading>
        ) : (
          <h2 className="font-page text-xl font-semibold">Choose from your repositories</h2>
        )}
        <p className="mt-1 text-sm text-ink-soft">At a host, after you signed in there.</p>
        <div className="mt-3 flex flex-wrap gap-2">
          {hosts.map(([name, origin]) => (
            <Button key={origin} onClick={() => onHost(origin)}>
              {name}
            </Button>
          ))}
        </div>
      </section>
      <section className="mt-8">
        <h2 className="font-page text-xl font-semibold">Or give its address</h2>
        <form
          className="mt-3 flex flex-col items-start gap-3"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const address = parseTypedAddress(typed);
            if (address.kind === 'refused') setReason(address.reason);
            else if (address.kind === 'host') onHost(address.origin);
            else onOpen(address.url);
          }}
        >
          <div className="w-full">
            <TextField
              label="Address of the repository"
              value={typed}
              onValueChange={(text) => {
                setTyped(text);
                setReason(undefined);
              }}
              error={reason}
              inputMode="url"
              autoComplete="url"
              autoCapitalize="none"
              spellCheck={false}
              hint="As in https://github.com/your-name/site. The address of a host alone (gitlab.example.com) leads to its repositories."
            />
          </div>
          <Button look="primary" type="submit" disabled={typed.trim() === ''}>
            Open
          </Button>
        </form>
      </section>
      <OtherWays />
      {question}
    </>
  );
}
