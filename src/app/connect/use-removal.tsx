import { visibleLine } from '#base';
import { StatusRegion } from '#ui';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { optionalPart } from '../later-parts.ts';
import { dropKnown, knownRepositories, type KnownRepository } from './known-repositories.ts';

const RemoveRepositoryDialog = optionalPart(() =>
  import('./remove-repository-dialog.tsx').then((module) => module.RemoveRepositoryDialog),
);

/** Words that take the focus when they come: what had it went with the repository. */
function Told({ children }: { readonly children: ReactNode }) {
  const words = useRef<HTMLSpanElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <span ref={words} tabIndex={-1} className="outline-none">
      {children}
    </span>
  );
}

/** The repositories of this browser, and the question before one is taken out of it. */
export function useRemoval(): {
  readonly repositories: readonly KnownRepository[];
  readonly ask: (repository: KnownRepository) => void;
  /** To be drawn beside the list: the question, and then what became of it. */
  readonly question: React.JSX.Element;
} {
  const [repositories, setRepositories] = useState(knownRepositories);
  const [asked, setAsked] = useState<KnownRepository | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const question = (
    <>
      <StatusRegion className="mt-2 text-sm text-ink-soft">
        {removed !== null && <Told key={removed}>{removed} was removed from this browser.</Told>}
      </StatusRegion>
      {asked !== null && (
        <Suspense>
          <RemoveRepositoryDialog
            key={asked.url}
            repository={asked}
            onClose={() => setAsked(null)}
            onRemoved={() => {
              dropKnown(asked.url);
              setRemoved(visibleLine(asked.name, 100));
              setAsked(null);
              setRepositories(knownRepositories());
            }}
          />
        </Suspense>
      )}
    </>
  );
  return { repositories, ask: setAsked, question };
}
