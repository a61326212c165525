import { GalleyError, systemClock } from '#base';
import { Button, Skeleton } from '#ui';
import { openHostDesk, type ArrivalProblem, type GivenSignIn, type ListedRepository } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import type { ChoiceSettings } from '../static/parse-site-file.ts';
import type { CameBack } from './ask-for-repository.tsx';
import { BranchPicker } from './branch-picker.tsx';
import type { Choice } from './connect-screen.tsx';
import { HostSignIn } from './host-sign-in.tsx';
import { RepositoryPicker } from './repository-picker.tsx';

export interface HostStepProps {
  readonly origin: string;
  readonly settings: ChoiceSettings;
  readonly redirect: string;
  readonly arrival: CameBack | null;
  readonly onBack: () => void;
  readonly onOpen: (choice: Choice) => void;
}

/** From a host to a repository and a branch of it: sign-in, the list of repositories, the list of branches. */
export function HostStep({ origin, settings, redirect, arrival, onBack, onOpen }: HostStepProps) {
  const [typed, setTyped] = useState<GivenSignIn | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [repository, setRepository] = useState<ListedRepository | null>(null);
  const opened = useQuery({
    queryKey: ['host', origin],
    queryFn: async () => {
      const { signIn, gateway, host } = settings;
      // The registration is at the host that the page names.
      const codeSignIn = { redirect, ...(host === origin ? signIn : {}) };
      const desk = await openHostDesk({ address: origin, codeSignIn, gateway, clock: systemClock });
      if (desk === undefined) throw new GalleyError('unsupported', 'No host whose repositories can be listed');
      const outcome =
        arrival === null
          ? null
          : await desk.finish({
              ...arrival,
              pending: arrival.record?.place === origin ? arrival.record.pending : null,
            });
      return { desk, outcome };
    },
    gcTime: 0,
  });
  const back = <Button onClick={onBack}>Back</Button>;
  if (opened.isPending) return <Skeleton className="mt-8 h-32 w-full" />;
  if (opened.isError) {
    return (
      <div className="mt-8 flex flex-col items-start gap-4">
        <ErrorNotice error={GalleyError.from(opened.error)} onRetry={() => void opened.refetch()} />
        {back}
      </div>
    );
  }
  const { desk, outcome } = opened.data;
  const granted: GivenSignIn | null =
    outcome?.kind === 'granted' && !isAsked ? { ...outcome.granted, keep: arrival?.keep === true } : null;
  const problem: ArrivalProblem | null = outcome === null || outcome.kind === 'granted' || isAsked ? null : outcome;
  const given = typed ?? granted;
  const signInAgain = (): void => {
    setTyped(null);
    setAsked(true);
    setRepository(null);
  };
  return (
    <div className="mt-8 flex flex-col gap-5">
      {given === null ? (
        <HostSignIn desk={desk} problem={problem} onSignedIn={setTyped} />
      ) : repository === null ? (
        <RepositoryPicker desk={desk} given={given} onSignIn={signInAgain} onChosen={setRepository} />
      ) : (
        <BranchPicker
          desk={desk}
          given={given}
          repository={repository}
          onSignIn={signInAgain}
          onChosen={(branch) => onOpen({ url: repository.address, branch: branch ?? '', given })}
          onBack={() => setRepository(null)}
        />
      )}
      {repository === null && <div className="border-t border-rule pt-4">{back}</div>}
    </div>
  );
}
