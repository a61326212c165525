import type { ArrivalProblem } from '#workspace';
import { useServices } from '../services-context.ts';
import { useStore } from '../use-store.ts';
import { SignInQuestion } from './sign-in-question.tsx';

export interface SignInDialogProps {
  readonly onClose: () => void;
  /** The workspace has the credentials now; whether the host takes them shows on the next request. */
  readonly onSignedIn: () => void;
  /** Why the sign-in that was just tried at the host gave no token. */
  readonly problem?: ArrivalProblem;
}

/** The dialog that asks who the person is at the git host. */
export function SignInDialog(props: SignInDialogProps) {
  const { workspace, clock, status, leftSessions } = useServices();
  const { durable } = useStore(status);
  return (
    <SignInQuestion
      {...props}
      workspace={workspace}
      clock={clock}
      durable={durable}
      storeTyped={() => leftSessions.flush()}
    />
  );
}
