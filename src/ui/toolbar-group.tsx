import { Toolbar as Base } from '@base-ui/react/toolbar';
import type { ReactNode } from 'react';

/** Buttons of a Toolbar that belong together, under one name. */
export function ToolbarGroup({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Base.Group aria-label={name} className="flex items-center gap-0.5">
      {children}
    </Base.Group>
  );
}
