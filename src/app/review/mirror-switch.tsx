import { Checkbox } from '#ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../services-context.ts';
import { chooseMirror, mirrorSince } from './mirror-choice.ts';
import { reviewKeys } from './review-keys.ts';

/** Has what this person says in the review from now on said at the host too. */
export function MirrorSwitch({ id, host }: { readonly id: string; readonly host: string }) {
  const { clock } = useServices();
  const queries = useQueryClient();
  const [isOn, setOn] = useState(() => mirrorSince(id) !== undefined);
  const change = (next: boolean): void => {
    setOn(next);
    chooseMirror(id, next ? clock.now() : undefined);
    queries.invalidateQueries({ queryKey: reviewKeys.hostRequest(id) }).catch((error: unknown) => reportError(error));
  };
  return (
    <Checkbox role="switch" aria-checked={isOn} checked={isOn} onCheckedChange={change}>
      Also at {host}
    </Checkbox>
  );
}
