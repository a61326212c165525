import { Menu as Base } from '@base-ui/react/menu';
import { useEffect, type ReactElement, type ReactNode, type RefObject } from 'react';
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
  readonly finalFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | boolean | null);
}

/**
 * A menu of actions under its trigger; its children are MenuItem, MenuHeading and MenuSeparator. It does not move with a page that
 * scrolls under it: a press would begin on one item and end on the next.
 */
export function Menu({ trigger, children, align = 'start', open, onOpenChange, finalFocus }: MenuProps) {
  return (
    <Base.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange: (isOpen: boolean) => onOpenChange(isOpen) })}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal container={mainLandmark}>
        <Base.Positioner sideOffset={4} align={align} positionMethod="fixed" className="z-50">
          <Base.Popup className={`${popupClass} min-w-44 p-1`} {...(finalFocus === undefined ? {} : { finalFocus })}>
            {children}
            <NamelessGuards />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Menus stand inside the main landmark, so that those who go from landmark to landmark don't lose them. */
const mainLandmark: RefObject<HTMLElement | null> = {
  get current() {
    return document.querySelector('main');
  },
};

/**
 * The elements around an open menu that hand the focus on can get it, so they must not be hidden from those who hear the page: they
 * have nothing to say there.
 */
function NamelessGuards(): null {
  useEffect(() => {
    const reveal = (): void => {
      for (const guard of document.querySelectorAll('[data-base-ui-focus-guard][aria-hidden]'))
        guard.removeAttribute('aria-hidden');
    };
    reveal();
    // Some come a moment later than the menu.
    const observer = new MutationObserver(reveal);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return null;
}
