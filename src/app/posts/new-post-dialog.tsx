import { GalleyError } from '#base';
import { Button, Dialog, TextField } from '#ui';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';
import { createPostMutation } from './mutations.ts';
import { postAddress } from './post-address.ts';

/** Asks for the title of a new post, makes its draft and opens it. */
export function NewPostDialog({ onClose }: { readonly onClose: () => void }) {
  const { workspace, statusLine } = useServices();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const formId = useId();
  const create = useMutation({
    ...createPostMutation(workspace),
    onSuccess: async (path) => {
      statusLine.note('saved');
      await navigate(postAddress(path));
    },
  });
  const trimmed = title.trim();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="New post"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={trimmed === '' || create.isPending}>
            Create
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== '' && !create.isPending) create.mutate(trimmed);
        }}
      >
        <TextField
          label="Title"
          value={title}
          onValueChange={setTitle}
          hint="The file’s name is made from it. It stays in this browser until you publish."
          autoComplete="off"
        />
        {create.isError && <ErrorNotice error={GalleyError.from(create.error)} />}
      </form>
    </Dialog>
  );
}
