import { visibleLine } from '#base';
import { Notice, TextArea, TextField } from '#ui';
import type { Changes } from '#workspace';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../services-context.ts';
import { checkIdentity, isSound, trimIdentity, type Identity } from '../settings/identity.ts';
import { siteConfigQuery } from '../settings/queries.ts';
import { suggestCommitMessage } from './commit-message.ts';
import type { PublishOrder } from './mutations.ts';
import { takenAlong } from './taken-along.ts';
import { PublishList } from './publish-list.tsx';

export interface PublishFormProps {
  readonly id: string;
  readonly changes: Changes;
  readonly paths: readonly string[];
  /** Null while not known: then the form asks. */
  readonly identity: Identity | null;
  readonly onSubmit: (order: PublishOrder) => void;
}

/** The form comes after the dialog has opened, so the message takes the focus when it is drawn. */
function focusOnce(element: HTMLTextAreaElement | null): void {
  element?.focus();
  element?.select();
}

/** What is to be published, under which message and whose name. */
export function PublishForm({ id, changes, paths, identity, onSubmit }: PublishFormProps) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(paths));
  const [typedMessage, setTypedMessage] = useState<string>();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [isChecked, setChecked] = useState(false);
  const site = useQuery(siteConfigQuery(useServices().workspace));

  const taken = takenAlong(picked, changes.drafts);
  const chosen = changes.drafts.filter((draft) => taken.has(draft.path));
  const message = typedMessage ?? suggestCommitMessage(chosen, site.data?.config.commit.message);
  const author = identity ?? trimIdentity({ name, email });
  const faults = isChecked && identity === null ? checkIdentity(author) : {};
  const isMessageMissing = chosen.length > 0 && message.trim() === '';
  const isNothing = chosen.length === 0 && changes.outbox.length === 0;

  const submit = (): void => {
    setChecked(true);
    if (isMessageMissing || isNothing || (identity === null && !isSound(checkIdentity(author)))) return;
    const first = changes.outbox[0]?.message ?? '';
    onSubmit({
      paths: chosen.map((draft) => draft.path),
      message: chosen.length === 0 ? first : message.trim(),
      author,
      keepAuthor: identity === null,
    });
  };

  return (
    <form
      id={id}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {changes.outbox.length > 0 && (
        <Notice
          tone="info"
          title={
            changes.outbox.length === 1 ? 'One commit waits already' : `${changes.outbox.length} commits wait already`
          }
        >
          {visibleLine(changes.outbox.map((commit) => commit.message.split('\n')[0]).join(' · '))}
          {chosen.length > 0 && '. It is published together with this.'}
        </Notice>
      )}
      {isNothing && (
        <Notice tone={isChecked ? 'caution' : 'info'}>
          {changes.drafts.length === 0
            ? 'There is nothing to publish: nothing differs from the repository.'
            : 'Pick at least one change.'}
        </Notice>
      )}
      {chosen.length > 0 && (
        <TextArea
          ref={focusOnce}
          label="Commit message"
          className="max-h-40"
          value={message}
          onValueChange={setTypedMessage}
          hint="Says in the history what this change does."
          error={isChecked && isMessageMissing ? 'Write a few words on what changed.' : undefined}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              submit();
            }
          }}
        />
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
      {identity !== null && (
        <p className="text-[0.8125rem] text-ink-faint">
          By {identity.name} &lt;{identity.email}&gt;
        </p>
      )}
      {changes.drafts.length > 0 && (
        <PublishList drafts={changes.drafts} first={paths} picked={picked} taken={taken} onPickedChange={setPicked} />
      )}
    </form>
  );
}
