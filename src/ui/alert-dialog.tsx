import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

export interface AlertDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** What would be lost or done, in words. */
  readonly children: ReactNode;
  /** The words on the button that does it. */
  readonly action: string;
  readonly cancel?: string;
  readonly look?: 'danger' | 'primary';
  readonly onConfirm: () => void;
}

/** Asks before something that can't be undone. Esc and "Cancel" leave everything as it is; a press outside does nothing. */
export function AlertDialog(props: AlertDialogProps) {
  return (
    <Base.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="float-in fixed inset-0 z-40 bg-veil" />
        <Base.Popup className="float-in fixed inset-x-2 top-[min(16vh,8rem)] z-50 mx-auto max-h-[calc(100dvh-min(16vh,8rem)-0.5rem)] max-w-md overflow-y-auto rounded-lg border border-rule bg-raised shadow-float outline-none">
          <div className="px-5 pt-4 pb-4">
            <Base.Title className="font-page text-xl leading-tight font-semibold wrap-anywhere">
              {props.title}
            </Base.Title>
            <Base.Description render={<div />} className="mt-2 text-sm text-ink-soft">
              {props.children}
            </Base.Description>
          </div>
          <div className="flex justify-end gap-2 rounded-b-lg border-t border-rule bg-paper px-5 py-3">
            <Base.Close render={<Button>{props.cancel ?? 'Cancel'}</Button>} />
            <Button look={props.look ?? 'danger'} onClick={props.onConfirm}>
              {props.action}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
