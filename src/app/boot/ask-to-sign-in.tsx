import { Suspense } from 'react';
import { laterPart } from '../later-parts.ts';

const SignInDialog = laterPart(() => import('./sign-in-dialog.tsx').then((module) => module.SignInDialog));

export interface AskToSignInProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Called when the dialog is closed and what waited for it can go on. */
  readonly onSignedIn: () => void;
}

/** The dialog in which a person signs in to the git host, while it is open. */
export function AskToSignIn({ isOpen, onClose, onSignedIn }: AskToSignInProps) {
  if (!isOpen) return null;
  return (
    <Suspense>
      <SignInDialog
        onClose={onClose}
        onSignedIn={() => {
          onClose();
          onSignedIn();
        }}
      />
    </Suspense>
  );
}
