import { ariaShortcut, shortcutLabel, ToolbarButton } from '#ui';
import type { ReactNode } from 'react';

export interface FormatToggleProps {
  readonly name: string;
  /** As on a PC: "Ctrl+B". */
  readonly shortcut?: string;
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button of a toolbar that shows whether the selection has a format, and turns it on or off. */
export function FormatToggle({ name, shortcut, pressed, onPress, children }: FormatToggleProps) {
  return (
    <ToolbarButton
      name={name}
      pressed={pressed}
      onClick={onPress}
      {...(shortcut === undefined
        ? {}
        : { shortcut: shortcutLabel(shortcut), 'aria-keyshortcuts': ariaShortcut(shortcut) })}
    >
      {children}
    </ToolbarButton>
  );
}
