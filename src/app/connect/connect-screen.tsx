import { useState } from 'react';
import type { ChoiceSettings } from '../static/parse-site-file.ts';
import type { CameBack, ChosenRepository } from './ask-for-repository.tsx';
import { HostStep } from './host-step.tsx';
import { StartStep } from './start-step.tsx';

/** The repository, and the branch: '' for the site's own, null for the one that was open there last. */
export interface Choice extends ChosenRepository {
  readonly branch: string | null;
}

export interface ConnectScreenProps {
  readonly settings: ChoiceSettings;
  readonly redirect: string;
  readonly arrival: CameBack | null;
  readonly onOpen: (choice: Choice) => void;
}

/** What is shown where no repository is named: the way to one, by its address or from those of a host. */
export function ConnectScreen({ settings, redirect, arrival, onOpen }: ConnectScreenProps) {
  const [host, setHost] = useState<string | null>(
    arrival === null ? null : (arrival.record?.place ?? settings.host ?? null),
  );
  const [isFirst, setFirst] = useState(true);
  return (
    <main className="mx-auto min-h-dvh max-w-xl px-6 py-14">
      <title>Connect a repository · Galley</title>
      {settings.title !== undefined && <p className="text-sm text-ink-soft">{settings.title}</p>}
      <h1 className="font-page text-3xl font-semibold tracking-[-0.012em]">Connect a repository</h1>
      {host === null ? (
        <StartStep
          settings={settings}
          isReturn={!isFirst}
          isLost={arrival !== null && isFirst}
          onHost={(origin) => {
            setFirst(false);
            setHost(origin);
          }}
          onOpen={(url) => onOpen({ url, branch: null })}
        />
      ) : (
        <HostStep
          key={host}
          origin={host}
          settings={settings}
          redirect={redirect}
          arrival={isFirst ? arrival : null}
          onBack={() => {
            setFirst(false);
            setHost(null);
          }}
          onOpen={onOpen}
        />
      )}
    </main>
  );
}
