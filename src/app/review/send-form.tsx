import { visibleText } from '#base';
import { Notice, TextArea, TextField } from '#ui';
import type { PendingChange, ReviewRow } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { changeTitle } from '../changes/change-title.ts';
import { suggestCommitMessage } from '../publish/commit-message.ts';
import { useServices } from '../services-context.ts';
import { checkIdentity, isSound, trimIdentity, type Identity } from '../settings/identity.ts';
import { siteConfigQuery } from '../settings/queries.ts';
import type { SendOrder } from './mutations.ts';
import { parseReviewers } from './parse-reviewers.ts';

export interface SendFormProps {
  readonly id: string;
  readonly drafts: readonly PendingChange[];
  readonly reviews: readonly ReviewRow[];
  /** Null while not known: then the form asks. */
  readonly identity: Identity | null;
  readonly onSubmit: (order: SendOrder) => void;
}

/** What is to be looked at, by whom, and as which review: a new one, or one of the person's own that has the posts already. */
export function SendForm({ id, drafts, reviews, identity, onSubmit }: SendFormProps) {
  const paths = drafts.map(({ path }) => path);
  const own = reviews.filter(
    ({ review, group }) => review.requester === identity?.email && group !== 'published' && group !== 'abandoned',
  );
  const known = own.find((row) => row.paths.some((path) => paths.includes(path)));
  // What was not chosen follows the drafts and reviews, which may still be read anew.
  const [chosen, setReviewId] = useState<string>();
  const reviewId = chosen ?? known?.review.id ?? '';
  const [typedTitle, setTitle] = useState<string>();
  const template = useQuery(siteConfigQuery(useServices().workspace)).data?.config.commit.message ?? null;
  const title = typedTitle ?? suggestTitle(drafts, template);
  const [summary, setSummary] = useState('');
  const [reviewers, setReviewers] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [isChecked, setChecked] = useState(false);
  const listId = useId();
  const author = identity ?? trimIdentity({ name, email });
  const faults = isChecked && identity === null ? checkIdentity(author) : {};
  const asked = parseReviewers(reviewers);
  const people = new Set(reviews.flatMap(({ review }) => [review.requester, ...review.reviewers]));
  people.delete(author.email);
  people.delete('');

  const submit = (): void => {
    setChecked(true);
    if (title.trim() === '' || asked.kind === 'fault' || drafts.length === 0) return;
    if (identity === null && !isSound(checkIdentity(author))) return;
    onSubmit({
      paths,
      title: title.trim(),
      summary: summary.trim(),
      reviewers: asked.reviewers,
      author,
      keepAuthor: identity === null,
      ...(reviewId === '' ? {} : { reviewId }),
    });
  };

  return (
    <form
      id={id}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {drafts.length === 0 && (
        <Notice tone="info">There is nothing to send: no post differs from the repository.</Notice>
      )}
      {drafts.length > 1 && <p className="text-[0.8125rem] text-ink-faint">{drafts.map(changeTitle).join(' · ')}</p>}
      {own.length > 0 && (
        <div>
          <label htmlFor={`${id}-review`} className="mb-1 block text-[0.8125rem] font-medium">
            Send as
          </label>
          <select
            id={`${id}-review`}
            value={reviewId}
            onChange={(event) => setReviewId(event.target.value)}
            className="h-9 w-full rounded-md border border-rule-strong bg-raised px-2 text-sm"
          >
            <option value="">A new review</option>
            {own.map(({ review }) => (
              <option key={review.id} value={review.id}>
                More for “{visibleText(review.title, 60)}”
              </option>
            ))}
          </select>
        </div>
      )}
      <TextField
        label="Title"
        value={title}
        onValueChange={setTitle}
        hint={reviewId === '' ? undefined : 'Says in the history what you changed.'}
        error={isChecked && title.trim() === '' ? 'Write a few words on what this is.' : undefined}
      />
      {reviewId === '' && (
        <>
          <TextArea
            label="Summary"
            className="max-h-40 min-h-16"
            value={summary}
            onValueChange={setSummary}
            hint="What reviewers should know or look at."
          />
          <TextField
            label="Reviewers"
            value={reviewers}
            onValueChange={setReviewers}
            list={listId}
            autoComplete="off"
            hint="E-mail addresses, with commas between. Leave it empty to ask everyone."
            error={isChecked && asked.kind === 'fault' ? asked.reason : undefined}
          />
          <datalist id={listId}>
            {[...people].map((person) => (
              <option key={person} value={person}>
                {visibleText(person, 80)}
              </option>
            ))}
          </datalist>
        </>
      )}
      {identity === null && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="Your name" value={name} onValueChange={setName} autoComplete="name" error={faults.name} />
          <TextField
            label="Your email"
            type="email"
            value={email}
            onValueChange={setEmail}
            autoComplete="email"
            error={faults.email}
          />
        </div>
      )}
    </form>
  );
}

/** The title is the commit's message too: in the site's words where it has a template, else the post's title. */
function suggestTitle(drafts: readonly PendingChange[], template: string | null): string {
  if (template !== null) return suggestCommitMessage(drafts, template).split('\n')[0] ?? '';
  return drafts.length === 1 ? drafts.map(changeTitle).join('') : '';
}
