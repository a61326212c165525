import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

export interface MenuGroupProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** Actions of a Menu that belong together, under a name. */
export function MenuGroup({ name, children }: MenuGroupProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-2 pb-1 text-xs text-ink-faint select-none">{name}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
