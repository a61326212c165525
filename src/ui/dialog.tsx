import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode, type RefObject } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly open: boolean;
  /** Called with false on Esc, on a press outside and on the close button. */
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: 'small' | 'large' | 'full';
  /** What takes the focus first; the first field or button of the content when absent. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** The actions at the foot, the main one last. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

const sizes = { small: 'max-w-md', large: 'max-w-4xl', full: 'max-w-7xl' } as const;

/**
 * A modal dialog: holds the focus, closes on Esc, gives the focus back. Its title is its name. Title and actions stay in
 * sight while it scrolls, but in a low window, which has no room for that.
 */
export function Dialog(props: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  const firstControl = () => content.current?.querySelector<HTMLElement>('input, textarea, select, button') ?? true;
  return (
    <Base.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="float-in fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          initialFocus={props.initialFocus ?? firstControl}
          className={classNames(
            'float-in fixed inset-x-0 top-[min(8vh,4rem)] z-50 mx-auto flex max-h-[calc(100dvh-min(16vh,8rem))] flex-col overflow-hidden low:overflow-y-auto',
            'rounded-lg border border-rule bg-raised shadow-float outline-none max-sm:inset-x-2 sm:w-[calc(100%-2rem)]',
            sizes[props.size ?? 'small'],
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Base.Title className="font-page text-xl leading-tight font-semibold wrap-anywhere">
                {props.title}
              </Base.Title>
            </div>
            <Base.Close render={<IconButton name="Close" className="-mt-0.5 -me-2" />}>
              <X aria-hidden="true" />
            </Base.Close>
          </div>
          <div
            ref={content}
            className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-4 low:flex-none low:overflow-visible"
          >
            {props.description !== undefined && (
              <Base.Description className="mb-3 text-sm wrap-anywhere text-ink-soft">
                {props.description}
              </Base.Description>
            )}
            {props.children}
          </div>
          {props.footer !== undefined && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t border-rule bg-paper px-5 py-3">
              {props.footer}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
