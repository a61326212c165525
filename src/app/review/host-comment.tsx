import { GalleyError } from '#base';
import { Button, TextArea } from '#ui';
import type { Reviews } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';

export interface HostCommentProps {
  readonly reviews: Pick<Reviews, 'commentAtHost'>;
  readonly host: string;
  /** The change request. */
  readonly number: number;
  readonly onSaid: () => void;
}

/** Says something in the host's change request. What was typed stays until the host has it. */
export function HostComment({ reviews, host, number, onSaid }: HostCommentProps) {
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: (words: string) => reviews.commentAtHost(number, words),
    onSuccess: () => {
      setText('');
      onSaid();
    },
  });
  return (
    <form
      className="mt-3 flex max-w-2xl flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !say.isPending) say.mutate(text);
      }}
    >
      <TextArea
        label={`Comment at ${host}`}
        value={text}
        onValueChange={setText}
        readOnly={say.isPending}
        rows={3}
        className="w-full"
      />
      <Button type="submit" disabled={text.trim() === '' || say.isPending}>
        Send to {host}
      </Button>
      {say.isError && <ErrorNotice error={GalleyError.from(say.error)} />}
    </form>
  );
}
