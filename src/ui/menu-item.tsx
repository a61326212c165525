import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Keys that do the same, as shown: "Ctrl+B". */
  readonly shortcut?: string;
  readonly children: ReactNode;
}

/** One action of a Menu. */
export function MenuItem({ onSelect, icon, disabled = false, danger = false, shortcut, children }: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      className={classNames(
        'flex items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none select-none [&_svg]:size-4',
        'data-highlighted:bg-accent-wash data-disabled:opacity-50',
        danger && 'text-danger',
      )}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut !== undefined && (
        <span aria-hidden="true" className="ps-4 text-xs text-ink-faint">
          {shortcut}
        </span>
      )}
    </Base.Item>
  );
}
