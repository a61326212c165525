import { assertNever, visibleLine, visibleText } from '#base';
import { Button, Notice } from '#ui';
import type { FileChoices, PublishOutcome } from '#workspace';
import { Suspense, useState } from 'react';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { AskToSignIn } from '../boot/ask-to-sign-in.tsx';
import { laterPart } from '../later-parts.ts';
import { FileChoicesForm } from './file-choices.tsx';

const ResolveConflictDialog = laterPart(() =>
  import('./resolve-conflict-dialog.tsx').then((module) => module.ResolveConflictDialog),
);

/** Of what the remote says. */
const MOST_WORDS = 2000;

export interface PublishResultProps {
  readonly outcome: PublishOutcome;
  /** Of an outcome that failed: its commit has gone out since then, by itself. */
  readonly hasGoneOut: boolean;
  readonly onRetry: (choices?: FileChoices) => void;
  /** A conflict was settled; the drafts, the one at `path` among them, can be looked at and published again. */
  readonly onResolved: (path: string) => void;
}

/** What came of publishing, in words, with what can be done next. */
export function PublishResult({ outcome, hasGoneOut, onRetry, onResolved }: PublishResultProps) {
  const [isSigningIn, setSigningIn] = useState(false);
  const [resolving, setResolving] = useState<string>();
  const retry = (
    <Button size="small" onClick={() => onRetry()}>
      Retry
    </Button>
  );
  switch (outcome.kind) {
    case 'published':
      return (
        <Notice tone="good" title="Published">
          {outcome.notice !== undefined && (
            <p className="whitespace-pre-wrap">{visibleText(outcome.notice, MOST_WORDS)}</p>
          )}
        </Notice>
      );
    case 'nothing-to-publish':
      return (
        <Notice tone="info" title="Nothing to publish">
          The repository has this text already.
        </Notice>
      );
    case 'refused':
      return (
        <Notice urgent tone="danger" title="The repository did not take the commit" actions={retry}>
          <p className="whitespace-pre-wrap">{visibleText(outcome.reason, MOST_WORDS)}</p>
          <p className="mt-1">The commit waits under Changes; nothing is lost.</p>
        </Notice>
      );
    case 'conflict':
      return (
        <>
          <Notice
            urgent
            tone="caution"
            title="Conflict: someone else changed the same lines"
            actions={outcome.paths.map((path) => (
              <Button key={path} size="small" className="max-w-full" onClick={() => setResolving(path)}>
                <span className="truncate">Resolve {visibleLine(path, 100)}…</span>
              </Button>
            ))}
          >
            Their text is published and stays so. Yours is kept as a draft in this browser. Put the two together, then
            publish again.
          </Notice>
          {resolving !== undefined && (
            <Suspense>
              <ResolveConflictDialog
                path={resolving}
                onClose={() => setResolving(undefined)}
                onResolved={(path) => {
                  setResolving(undefined);
                  onResolved(path);
                }}
              />
            </Suspense>
          )}
        </>
      );
    case 'files-differ':
      return <FileChoicesForm files={outcome.files} onChosen={onRetry} />;
    case 'failed':
      return hasGoneOut ? (
        <Notice tone="good" title="Published">
          It was sent by itself as soon as that was possible.
        </Notice>
      ) : (
        <>
          <ErrorNotice
            error={outcome.error}
            onSignIn={() => setSigningIn(true)}
            extraActions={retry}
            after="What you wrote is kept: as a commit that waits under Changes, or as a draft."
          />
          <AskToSignIn isOpen={isSigningIn} onClose={() => setSigningIn(false)} onSignedIn={onRetry} />
        </>
      );
    default:
      return assertNever(outcome);
  }
}
