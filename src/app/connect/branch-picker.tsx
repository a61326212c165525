import { GalleyError, visibleLine } from '#base';
import { Badge, Button, Skeleton, StatusRegion, TextField } from '#ui';
import type { GivenSignIn, HostDesk, ListedRepository } from '#workspace';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { StepHeading } from './step-heading.tsx';
import { useListing } from './use-listing.ts';

const STEP = 30;

export interface BranchPickerProps {
  readonly desk: Pick<HostDesk, 'name' | 'origin' | 'list'>;
  readonly given: GivenSignIn;
  readonly repository: Pick<ListedRepository, 'path' | 'branch'>;
  readonly onSignIn: () => void;
  /** Null for the site's own branch. */
  readonly onChosen: (branch: string | null) => void;
  readonly onBack: () => void;
}

/** The branches of the chosen repository. Most people want the site's own, which stands first and needs no list. */
export function BranchPicker({ desk, given, repository, onSignIn, onChosen, onBack }: BranchPickerProps) {
  const { path, branch: own } = repository;
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(STEP);
  const [list] = useState(() => desk.list(given.credentials));
  const word = search.trim().toLowerCase();
  const { shown, total, isReading, error, hasMore, retry } = useListing<string>({
    queryKey: ['host', desk.origin, 'branches', path],
    read: async (at, signal) => (await list).branches(path, at, signal),
    // Reviews are worked on as such.
    matches: (name) => name !== own && !name.startsWith('cms/') && name.toLowerCase().includes(word),
    wanted,
  });
  const hasOthers = shown.length > 0 || word !== '' || hasMore;
  return (
    <>
      <div>
        <StepHeading>Which branch of {visibleLine(path, 200)}?</StepHeading>
        <p className="mt-1 text-sm text-ink-soft">
          A branch is a version of the site. You can switch to another one at any time.
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" onClick={() => onChosen(null)}>
          {own === null ? 'Open the site’s own branch' : `Open ${visibleLine(own, 60)}`}
        </Button>
        {own !== null && <Badge tone="neutral">The site’s own</Badge>}
      </div>
      {hasOthers && (
        <TextField
          label="Find another branch"
          type="search"
          value={search}
          onValueChange={setSearch}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <StatusRegion className="text-sm text-ink-soft">
        {isReading
          ? `Asking ${desk.name}…`
          : error === null &&
            shown.length === 0 &&
            (word === '' ? 'There is no other branch.' : 'No branch is called that.')}
      </StatusRegion>
      {total === 0 && isReading && <Skeleton className="h-20 w-full" />}
      <ul aria-label="Other branches" className="flex flex-col empty:hidden">
        {shown.map((name) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => onChosen(name)}
              className="min-h-9 w-full rounded-md px-2.5 py-1.5 text-start text-sm wrap-anywhere hover:bg-hover"
            >
              {visibleLine(name, 200)}
            </button>
          </li>
        ))}
      </ul>
      {error !== null && <ErrorNotice error={GalleyError.from(error)} onRetry={retry} onSignIn={onSignIn} />}
      {hasMore && !isReading && error === null && (
        <div>
          <Button onClick={() => setWanted(wanted + STEP)}>Show more</Button>
        </div>
      )}
      <div className="border-t border-rule pt-4">
        <Button onClick={onBack}>Another repository</Button>
      </div>
    </>
  );
}
