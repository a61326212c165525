import { comparePosts } from '#content';
import { GalleyError, visibleLine } from '#base';
import { Skeleton } from '#ui';
import type { PostVersion } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { BlockDiffView } from '../compare/block-diff-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { formatDay, formatMoment } from '../format-day.ts';
import { useServices } from '../services-context.ts';
import { passageWritersQuery } from './queries.ts';
import { versionSubject } from './version-list.tsx';

export interface PassageWritersProps {
  readonly path: string;
  /** Shows a version in the list of versions. */
  readonly onShow: (commit: string) => void;
}

/** The post as it is now, with who wrote which paragraph and when. */
export function PassageWriters({ path, onShow }: PassageWritersProps) {
  const writers = useQuery(passageWritersQuery(useServices().workspace, path));
  const text = writers.data?.text;
  const shown = useMemo(() => (text === undefined ? [] : comparePosts(text, text).blocks), [text]);
  if (writers.isPending) return <Skeleton className="h-60 w-full" />;
  if (writers.isError)
    return <ErrorNotice error={GalleyError.from(writers.error)} onRetry={() => void writers.refetch()} />;
  const { blocks, complete } = writers.data;
  return (
    <>
      {!complete && (
        <p className="mb-3 text-sm text-ink-soft">
          Older versions are on the server, which can’t be reached now. What is older is ascribed to the oldest version
          that is here.
        </p>
      )}
      {shown.length === 0 && <p className="py-8 text-center text-sm text-ink-soft">The post has no text yet.</p>}
      <ol aria-label="Who wrote this" className="divide-y divide-rule">
        {shown.map((block, index) => (
          // A block has no identity but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="grid grid-cols-1 gap-x-5 gap-y-1 py-2 md:grid-cols-[13rem_1fr]">
            <Writers versions={blocks[index] ?? []} onShow={onShow} />
            <div className="prose min-w-0 text-base [&_:is(h1,h2,h3,h4,h5,h6)]:mt-0">
              <BlockDiffView block={block} path={path} isNested />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

interface WritersProps {
  /** Those with the most lines first; null stands for the draft. */
  readonly versions: readonly (PostVersion | null)[];
  readonly onShow: (commit: string) => void;
}

function Writers({ versions, onShow }: WritersProps) {
  const [main] = versions;
  const latest = versions
    .filter((version) => version !== null)
    .reduce<PostVersion | undefined>(
      (last, one) => (last === undefined || one.time > last.time ? one : last),
      undefined,
    );
  if (main === undefined) return <span />;
  if (main === null || latest === undefined)
    return <p className="text-[0.8125rem] font-medium text-accent">Not published yet</p>;
  return (
    <p className="text-[0.8125rem] text-ink-soft">
      <button
        type="button"
        title={versionSubject(main)}
        onClick={() => onShow(main.commit)}
        className="text-start hover:text-accent hover:underline"
      >
        Written by <span className="font-medium text-ink">{nameOf(main)}</span> on{' '}
        {main.time > 0 ? formatDay(main.time) : formatMoment(main.time)}
      </button>
      {latest.commit !== main.commit && (
        <button
          type="button"
          title={versionSubject(latest)}
          onClick={() => onShow(latest.commit)}
          className="block text-start hover:text-accent hover:underline"
        >
          changed by {nameOf(latest)} on {formatDay(latest.time)}
        </button>
      )}
      {versions.includes(null) && <span className="block">with words not published yet</span>}
    </p>
  );
}

function nameOf({ author }: PostVersion): string {
  return author.name === '' ? 'someone unknown' : visibleLine(author.name, 60);
}
