import { Toolbar as Base } from '@base-ui/react/toolbar';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface ToolbarProps {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** An ARIA toolbar: one tab stop, arrow keys inside. Its children are ToolbarButton, ToolbarGroup and ToolbarSeparator. */
export function Toolbar({ name, className, children }: ToolbarProps) {
  return (
    <Base.Root aria-label={name} className={classNames('flex flex-wrap items-center gap-0.5', className)}>
      {children}
    </Base.Root>
  );
}
