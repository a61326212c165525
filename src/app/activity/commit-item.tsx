import { visibleLine, visibleText } from '#base';
import { isPostPath } from '#content';
import { Badge, Button } from '#ui';
import type { ActivityCommit } from '#workspace';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { formatMoment } from '../format-day.ts';
import { postAddress } from '../posts/post-address.ts';
import { CommitFiles } from './commit-files.tsx';
import { UndoDialog } from './undo-dialog.tsx';

/** So many of the changed posts are named at once; the others are below. */
const named = 3;

/** One commit: who, when, why and what; folds out what it changed, and takes it back. */
export function CommitItem({ commit }: { readonly commit: ActivityCommit }) {
  const [isOpen, setOpen] = useState(false);
  const [isUndoing, setUndoing] = useState(false);
  const { author, time, message, differences, parents, review, isPublished } = commit;
  const [subject = '', ...rest] = message.split('\n');
  const title = subject.trim() === '' ? 'Without a message' : visibleLine(subject);
  const details = rest.join('\n').trim();
  const count = differences?.length ?? 0;
  return (
    <li className="border-b border-rule py-3">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-page font-semibold wrap-anywhere text-ink">{title}</p>
          <p className="flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-ink-soft">
            <span className="wrap-anywhere">{author.name === '' ? 'Unknown' : visibleLine(author.name, 80)}</span>
            <span>{formatMoment(time)}</span>
            {review !== undefined && (
              <Link to={`/review/${review.id}`} className="wrap-anywhere text-accent underline">
                Review: {visibleLine(review.title, 80)}
              </Link>
            )}
            <ChangedPosts differences={differences ?? []} />
            {!isPublished && <Badge tone="accent">Not published yet</Badge>}
          </p>
        </div>
        {differences === null ? (
          <p className="text-[0.8125rem] text-ink-faint">What it changed is further back than this copy goes.</p>
        ) : (
          <div className="flex gap-1">
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
              className="inline-flex h-7 items-center gap-1 rounded-md px-2 text-[0.8125rem] text-ink-soft hover:bg-hover hover:text-ink"
            >
              <ChevronRight aria-hidden="true" className={isOpen ? 'size-4 rotate-90' : 'size-4'} />
              <span>
                {count === 1 ? '1 file' : `${count.toLocaleString('en')} files`}
                <span className="sr-only"> changed by {title}</span>
              </span>
            </button>
            {parents.length > 0 && count > 0 && (
              <Button size="small" look="quiet" onClick={() => setUndoing(true)}>
                Undo this change…<span className="sr-only"> {title}</span>
              </Button>
            )}
          </div>
        )}
      </div>
      {isOpen && (
        <>
          {details !== '' && (
            <p className="mt-2 text-sm wrap-anywhere whitespace-pre-wrap text-ink-soft">{visibleText(details, 5000)}</p>
          )}
          <CommitFiles differences={differences ?? []} />
        </>
      )}
      {isUndoing && <UndoDialog commit={commit} title={title} onClose={() => setUndoing(false)} />}
    </li>
  );
}

/** Links to the first posts that a commit changed and that are there after it. */
function ChangedPosts({ differences }: { readonly differences: NonNullable<ActivityCommit['differences']> }) {
  const posts = differences.filter(({ path, after }) => after !== null && isPostPath(path));
  return (
    <>
      {posts.slice(0, named).map(({ path }) => (
        <Link key={path} to={postAddress(path)} className="max-w-full truncate leading-6 text-accent hover:underline">
          {visibleLine(path)}
        </Link>
      ))}
      {posts.length > named && <span>and {(posts.length - named).toLocaleString('en')} more</span>}
    </>
  );
}
