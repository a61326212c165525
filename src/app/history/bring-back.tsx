import { assertNever, GalleyError } from '#base';
import { Button, Notice } from '#ui';
import type { BringBackOutcome } from '#workspace';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { kindWords } from '../compare/block-diff-view.tsx';
import { LostBlockContext, type LostBlockActions } from '../compare/lost-block.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { useServices } from '../services-context.ts';

export interface BringBackProps {
  /** Where the post is now. */
  readonly path: string;
  /** The versions that are compared below; a passage can be brought back where there are two. */
  readonly before: string | null;
  readonly after: string | null;
  readonly onBroughtBack: () => void;
  readonly children: ReactNode;
}

/** Lets the person take a passage that went or changed between two versions back into the draft. */
export function BringBack({ path, before, after, onBroughtBack, children }: BringBackProps) {
  const { workspace, statusLine } = useServices();
  const [taken, setTaken] = useState<ReadonlyMap<number, BringBackOutcome>>(new Map());
  const bringBack = useMutation({
    mutationFn: (index: number) =>
      workspace.history.bringBack(path, { before: before ?? '', after: after ?? '', index }),
    onSuccess: (outcome, index) => {
      setTaken(new Map(taken).set(index, outcome));
      statusLine.note('saved');
      onBroughtBack();
    },
  });
  const actions: LostBlockActions = ({ change, shown }, index) => {
    if (change !== 'removed' && change !== 'changed') return null;
    const outcome = taken.get(index);
    if (outcome !== undefined) return <p className="font-ui text-xs font-medium text-ink-soft">{words(outcome)}</p>;
    return (
      <Button size="small" look="quiet" disabled={bringBack.isPending} onClick={() => bringBack.mutate(index)}>
        {`Bring this ${kindWords(shown)} back${change === 'changed' ? ' as it was' : ''}`}
      </Button>
    );
  };
  const last = [...taken.values()].at(-1);
  return (
    <LostBlockContext value={before === null || after === null ? null : actions}>
      {last !== undefined && (
        <div className="mb-3">
          <Notice tone="info">{words(last)} Publish it when you are ready.</Notice>
        </div>
      )}
      {bringBack.isError && <ErrorNotice error={GalleyError.from(bringBack.error)} />}
      {children}
    </LostBlockContext>
  );
}

function words(outcome: BringBackOutcome): string {
  switch (outcome) {
    case 'put-back':
      return 'It is back in your draft.';
    case 'put-nearby':
      return 'It is back in your draft, near where it was: the text around it is another now.';
    case 'there-already':
      return 'Your draft has it already.';
    default:
      return assertNever(outcome);
  }
}
