import { GalleyError, visibleLine } from '#base';
import { Badge, Button, Skeleton, TextField } from '#ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatMoment } from '../format-day.ts';
import { useServices } from '../services-context.ts';
import { findPassageQuery } from './queries.ts';
import { versionSubject } from './version-list.tsx';

export interface PassageSearchProps {
  readonly path: string;
  /** Shows a version in the list of versions. */
  readonly onShow: (commit: string) => void;
}

/** Finds the versions in which words came into the post or went out of it. */
export function PassageSearch({ path, onShow }: PassageSearchProps) {
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const found = useQuery({ ...findPassageQuery(useServices().workspace, path, words), enabled: words !== '' });
  return (
    <>
      <form
        className="mb-4 flex max-w-xl flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          setWords(typed.trim());
        }}
      >
        <div className="min-w-0 flex-1 basis-60">
          <TextField
            label="Words to find"
            type="search"
            value={typed}
            onValueChange={setTyped}
            placeholder="A sentence, or a part of one"
          />
        </div>
        <Button type="submit" disabled={typed.trim() === ''}>
          Find
        </Button>
      </form>
      {words !== '' && found.isPending && <Skeleton className="h-24 w-full" />}
      {found.isError && <ErrorNotice error={GalleyError.from(found.error)} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <>
          {found.data.found.length === 0 ? (
            <p className="text-sm text-ink-soft">No published version that is here ever had these words.</p>
          ) : (
            <ol aria-label="Where the words came and went" className="grid grid-cols-1 gap-1">
              {found.data.found.map(({ version, change }) => (
                <li key={version.commit}>
                  <button
                    type="button"
                    onClick={() => onShow(version.commit)}
                    className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-3 py-2 text-start text-sm hover:bg-hover"
                  >
                    <Badge tone={change === 'came' ? 'added' : 'caution'}>{change === 'came' ? 'Came' : 'Went'}</Badge>
                    <span className="min-w-0 flex-1 truncate font-medium text-ink">{versionSubject(version)}</span>
                    <span className="text-[0.8125rem] text-ink-soft">
                      {version.author.name === '' ? 'Unknown' : visibleLine(version.author.name, 60)} ·{' '}
                      {formatMoment(version.time)}
                    </span>
                  </button>
                </li>
              ))}
            </ol>
          )}
          {!found.data.complete && (
            <p className="mt-3 text-sm text-ink-soft">
              Older versions are on the server, which can’t be reached now, and were not searched.
            </p>
          )}
        </>
      )}
    </>
  );
}
