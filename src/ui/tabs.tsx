import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface TabsProps {
  /** The accessible name of the row of tabs. */
  readonly name: string;
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly content: ReactNode }[];
  readonly value: string;
  readonly onValueChange: (id: string) => void;
}

/** A row of tabs and the panel of the chosen one. */
export function Tabs({ name, tabs, value, onValueChange }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(next: unknown) => onValueChange(String(next))}>
      <Base.List aria-label={name} className="flex gap-1 border-b border-rule">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.id}
            value={tab.id}
            className="-mb-px border-b-2 border-transparent px-3 py-2 text-sm font-medium text-ink-soft hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} className="pt-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
