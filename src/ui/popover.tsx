import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { popupClass } from './popup-class.ts';

export interface PopoverProps {
  /** The accessible name of the panel. */
  readonly name: string;
  /** The button that opens it; leave out when `open` and `anchor` decide. */
  readonly trigger?: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** What the panel stands beside when there is no trigger: an element, or an object that measures itself (a text selection). */
  readonly anchor?: Element | { readonly getBoundingClientRect: () => DOMRect } | null;
  readonly side?: 'top' | 'bottom';
  readonly initialFocus?: boolean | RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** A small non-modal panel beside its trigger or anchor; Esc and a press outside close it. */
export function Popover(props: PopoverProps) {
  const control = {
    ...(props.open === undefined ? {} : { open: props.open }),
    ...(props.onOpenChange === undefined ? {} : { onOpenChange: (open: boolean) => props.onOpenChange?.(open) }),
  };
  return (
    <Base.Root {...control}>
      {props.trigger !== undefined && <Base.Trigger render={props.trigger} />}
      <Base.Portal>
        <Base.Positioner
          sideOffset={6}
          side={props.side ?? 'bottom'}
          className="z-50"
          {...(props.anchor === undefined ? {} : { anchor: props.anchor })}
        >
          <Base.Popup
            aria-label={props.name}
            className={`${popupClass} p-3`}
            {...(props.initialFocus === undefined ? {} : { initialFocus: props.initialFocus })}
          >
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
