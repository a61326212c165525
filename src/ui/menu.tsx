import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { popupClass } from './popup-class.ts';

export interface MenuProps {
  /** The button that opens the menu, such as `<Button>Insert</Button>`. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  /** Set together with `onOpenChange` where something else than the trigger opens it too. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Where the focus goes when it closes; the trigger by default. False where the chosen action puts it somewhere. */
  readonly finalFocus?: React.RefObject<HTMLElement | null> | (() => HTMLElement | boolean | null);
}

/** A menu of actions under its trigger; its children are MenuItem, MenuHeading and MenuSeparator. */
export function Menu({ trigger, children, align = 'start', open, onOpenChange, finalFocus }: MenuProps) {
  return (
    <Base.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange: (isOpen: boolean) => onOpenChange(isOpen) })}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup className={`${popupClass} min-w-44 p-1`} {...(finalFocus === undefined ? {} : { finalFocus })}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
