import { visibleText, type GalleyError } from '#base';
import { Button, Notice } from '#ui';
import type { ReactNode } from 'react';
import { describeError } from './describe-error.ts';

/** Of what a server says. */
const MOST_WORDS = 500;

export interface ErrorNoticeProps {
  readonly error: GalleyError;
  /** Offers "Retry" where trying again can help. */
  readonly onRetry?: () => void;
  /** Offers "Sign in" where that can help. */
  readonly onSignIn?: () => void;
  /** Offered beside the error's own action. */
  readonly extraActions?: ReactNode;
  /** A sentence after the error's own, on what it means here. */
  readonly after?: string;
}

/** Says what failed, in words, with what can be done; the technical message folds out. */
export function WordedError({ error, onRetry, onSignIn, extraActions, after }: ErrorNoticeProps) {
  const { title, sentence, action } = describeError(error);
  const said = error.data['remoteMessage'];
  const canRetry = onRetry !== undefined && action !== 'none';
  const canSignIn = onSignIn !== undefined && action === 'sign-in';
  const hasActions = canRetry || canSignIn || extraActions !== undefined;
  return (
    <Notice
      urgent
      tone="danger"
      title={title}
      actions={
        hasActions ? (
          <>
            {canSignIn && (
              <Button size="small" look="primary" onClick={onSignIn}>
                Sign in
              </Button>
            )}
            {canRetry && (
              <Button size="small" onClick={onRetry}>
                Try again
              </Button>
            )}
            {extraActions}
          </>
        ) : undefined
      }
    >
      <p>{after === undefined ? sentence : `${sentence} ${after}`}</p>
      <details className="mt-1 text-[0.8125rem]">
        <summary>Details</summary>
        <p className="mt-1 font-code text-xs">
          {error.code}: {visibleText(error.message, MOST_WORDS)}
        </p>
        {typeof said === 'string' && (
          <p className="mt-1 whitespace-pre-wrap">The server says: {visibleText(said, MOST_WORDS)}</p>
        )}
      </details>
    </Notice>
  );
}
