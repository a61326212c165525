import type { LucideIcon } from 'lucide-react';

/** Something that a person can do on a screen: one row of a menu and of the command palette. */
export interface Action {
  readonly id: string;
  /** What it does, as a command: "Discard changes…". Dots where it asks before it does it. */
  readonly label: string;
  readonly Icon?: LucideIcon;
  /** Keys that do the same: "Ctrl+Alt+P". */
  readonly keys?: string;
  /** Set for a choice that is on or off. */
  readonly isChecked?: boolean;
  readonly isDanger?: boolean;
  /** It can't be done now. */
  readonly isDisabled?: boolean;
  readonly run: () => void;
}
