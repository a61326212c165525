import { GalleyError, visibleLine } from '#base';
import { Button, Dialog, Notice, TextField } from '#ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { renamePostMutation } from './mutations.ts';
import { mentionsQuery } from './queries.ts';

export interface RenameDialogProps {
  readonly path: string;
  readonly onClose: () => void;
  readonly onRenamed: (path: string) => void;
}

/** Asks for a post's new path and names the posts that link to the old one. */
export function RenameDialog({ path, onClose, onRenamed }: RenameDialogProps) {
  const { workspace } = useServices();
  const formId = useId();
  const [to, setTo] = useState(path);
  const mentions = useQuery(mentionsQuery(workspace, path));
  const rename = useMutation({
    ...renamePostMutation(workspace),
    onSuccess: (outcome) => {
      if (outcome.kind === 'renamed') onRenamed(outcome.path);
    },
  });
  const trimmed = to.trim();
  const refusal = rename.data?.kind === 'refused' ? rename.data.reason : undefined;
  const links = mentions.data ?? [];
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Rename file"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form={formId}
            disabled={trimmed === '' || trimmed === path || rename.isPending}
          >
            Rename
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== '' && trimmed !== path && !rename.isPending) rename.mutate({ path, to: trimmed });
        }}
      >
        <TextField
          label="Path of the file"
          value={to}
          onValueChange={(value) => {
            setTo(value);
            if (refusal !== undefined) rename.reset();
          }}
          hint="The old file is deleted and the new one added when you publish, in one commit."
          error={refusal}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <div aria-live="polite">
          {links.length > 0 && (
            <Notice
              tone="caution"
              title={
                links.length === 1 ? 'One post links to it' : `${links.length.toLocaleString('en')} posts link to it`
              }
            >
              Links are not rewritten. Look at them after renaming:
              <ul className="mt-1 max-h-40 list-disc overflow-y-auto ps-5 wrap-anywhere">
                {links.map((link) => (
                  <li key={link}>{visibleLine(link)}</li>
                ))}
              </ul>
            </Notice>
          )}
        </div>
        {rename.isError && <ErrorNotice error={GalleyError.from(rename.error)} />}
      </form>
    </Dialog>
  );
}
