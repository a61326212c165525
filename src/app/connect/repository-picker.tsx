import { GalleyError, visibleLine } from '#base';
import { Badge, Button, Skeleton, StatusRegion, TextField } from '#ui';
import type { GivenSignIn, HostDesk, ListedRepository } from '#workspace';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatDay } from '../format-day.ts';
import { StepHeading } from './step-heading.tsx';
import { useListing } from './use-listing.ts';

/** Shown at first, and more with each press. */
const STEP = 30;

export interface RepositoryPickerProps {
  readonly desk: Pick<HostDesk, 'name' | 'origin' | 'list'>;
  readonly given: GivenSignIn;
  readonly onSignIn: () => void;
  readonly onChosen: (repository: ListedRepository) => void;
}

/** The repositories that the person may write to at the host, to find and choose one. */
export function RepositoryPicker({ desk, given, onSignIn, onChosen }: RepositoryPickerProps) {
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(STEP);
  const [list] = useState(() => desk.list(given.credentials));
  const words = search.trim().toLowerCase().split(/\s+/);
  const { shown, total, isReading, error, hasMore, isComplete, isCut, retry } = useListing<ListedRepository>({
    queryKey: ['host', desk.origin, 'repositories'],
    read: async (at, signal) => (await list).repositories(at, signal),
    matches: ({ path }) => words.every((word) => path.toLowerCase().includes(word)),
    wanted,
  });
  return (
    <>
      <StepHeading>Which repository?</StepHeading>
      <TextField
        label="Find a repository"
        type="search"
        value={search}
        onValueChange={(text) => {
          setSearch(text);
          setWanted(STEP);
        }}
        autoComplete="off"
        spellCheck={false}
      />
      <StatusRegion className="text-sm text-ink-soft">
        {isReading
          ? `Asking ${desk.name}…`
          : shown.length === 0 && error === null
            ? search.trim() === ''
              ? `${desk.name} knows no repository that you may write to with this sign-in.`
              : `None of ${total} repositories is called that.`
            : error === null &&
              `${shown.length} of ${total}${isComplete ? '' : ' so far'}, those that you may write to.`}
      </StatusRegion>
      {total === 0 && isReading && <Skeleton className="h-32 w-full" />}
      <ul aria-label="Repositories" className="flex flex-col empty:hidden">
        {shown.map((one) => (
          <li key={one.path}>
            <button
              type="button"
              onClick={() => onChosen(one)}
              className="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-2.5 py-1.5 text-start text-sm hover:bg-hover"
            >
              <span className="min-w-40 flex-1 font-semibold wrap-anywhere">{visibleLine(one.path, 200)}</span>
              {one.isPrivate && <Badge tone="neutral">Private</Badge>}
              {one.changed !== null && (
                <span className="text-[0.8125rem] text-ink-soft">Changed {formatDay(one.changed)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {error !== null && (
        <ErrorNotice
          error={GalleyError.from(error)}
          onRetry={retry}
          onSignIn={onSignIn}
          {...(total > 0 ? { after: 'What came before is shown.' } : {})}
        />
      )}
      {hasMore && !isReading && error === null && (
        <div>
          <Button onClick={() => setWanted(wanted + STEP)}>Show more</Button>
        </div>
      )}
      {isCut && (
        <p className="text-sm text-ink-soft">There are more than can be listed. Go back to give the address instead.</p>
      )}
    </>
  );
}
