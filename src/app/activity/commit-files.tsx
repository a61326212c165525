import { GalleyError, visibleLine } from '#base';
import { isPostPath } from '#content';
import { Badge, Button, Skeleton } from '#ui';
import type { ActivityCommit } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { CompareView } from '../compare/compare-view.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { postAddress } from '../posts/post-address.ts';
import { useServices } from '../services-context.ts';
import { fileTextsQuery } from './queries.ts';

type FileChange = NonNullable<ActivityCommit['differences']>[number];

/** So many files are named at first, and as many more each time. */
const step = 20;

/** The files that a commit changed, each with its difference. */
export function CommitFiles({ differences }: { readonly differences: readonly FileChange[] }) {
  const [most, setMost] = useState(step);
  return (
    <>
      <ul aria-label="Changed files" className="mt-2 grid grid-cols-1 gap-1 border-s-2 border-rule ps-3">
        {differences.slice(0, most).map((change) => (
          <FileRow key={change.path} change={change} />
        ))}
      </ul>
      {differences.length > most && (
        <Button size="small" className="mt-2" onClick={() => setMost(most + step)}>
          More files
        </Button>
      )}
    </>
  );
}

function FileRow({ change }: { readonly change: FileChange }) {
  const [isOpen, setOpen] = useState(false);
  const { path, before, after } = change;
  const name = visibleLine(path);
  return (
    <li>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        {after !== null && isPostPath(path) ? (
          <Link to={postAddress(path)} className="min-w-0 truncate text-accent hover:underline">
            {name}
          </Link>
        ) : (
          <span className="min-w-0 truncate">{name}</span>
        )}
        {before === null && <Badge tone="added">New</Badge>}
        {after === null && <Badge tone="caution">Deleted</Badge>}
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="inline-flex h-7 items-center gap-1 rounded-md px-2 text-[0.8125rem] text-ink-soft hover:bg-hover hover:text-ink"
        >
          <ChevronRight aria-hidden="true" className={isOpen ? 'size-4 rotate-90' : 'size-4'} />
          <span>
            Diff<span className="sr-only"> of {name}</span>
          </span>
        </button>
      </div>
      {isOpen && <FileDiff change={change} name={name} />}
    </li>
  );
}

function FileDiff({ change, name }: { readonly change: FileChange; readonly name: string }) {
  const { workspace } = useServices();
  const texts = useQuery(fileTextsQuery(workspace, change));
  if (texts.isPending) return <Skeleton className="h-16 w-full" />;
  if (texts.isError) return <ErrorNotice error={GalleyError.from(texts.error)} onRetry={() => void texts.refetch()} />;
  const { before, after } = texts.data;
  if (before === null && after === null)
    return <p className="py-2 text-sm text-ink-soft">The file is no text, and has no difference to show.</p>;
  return (
    <div className="py-2">
      <CompareView before={before} after={after} path={change.path} name={`Changes in ${name}`} />
    </div>
  );
}
