import type { Fate } from '#content';
import type { ReactNode } from 'react';

export interface FateFrameProps {
  readonly fate: Fate;
  /** What the thing is: "paragraph". */
  readonly kind: string;
  /** Stands inside another block, which has the indentation already. */
  readonly isNested?: boolean;
  readonly children: ReactNode;
}

/** A block, item or row with a sign, a word and a colour for what became of it as a whole. */
export function FateFrame({ fate: { change, move }, kind, isNested = false, children }: FateFrameProps) {
  switch (change) {
    case 'same':
      return isNested ? children : <div className="px-3">{children}</div>;
    case 'changed':
      return isNested ? children : <div className="border-s-2 border-rule-strong ps-2.5 pe-3">{children}</div>;
    case 'added':
      return (
        <ins className="block rounded-sm border-s-2 border-added bg-added-wash py-1 ps-2.5 pe-3 no-underline">
          <Label>{`+ New ${kind}`}</Label>
          {children}
        </ins>
      );
    case 'removed':
      return (
        <del className="block rounded-sm border-s-2 border-removed bg-removed-wash py-1 ps-2.5 pe-3 text-ink-soft">
          <Label>{`− Removed ${kind}`}</Label>
          {children}
        </del>
      );
    case 'moved-from':
      return (
        <div className="rounded-sm border-s-2 border-dashed border-accent py-1 ps-2.5 pe-3 text-ink-soft">
          <Label>{`↕ Moved from here (${move})`}</Label>
          <div className="line-clamp-2">{children}</div>
        </div>
      );
    case 'moved-to':
      return (
        <div className="rounded-sm border-s-2 border-accent bg-accent-wash py-1 ps-2.5 pe-3">
          <Label>{`↕ Moved to here (${move})`}</Label>
          {children}
        </div>
      );
  }
}

function Label({ children }: { readonly children: string }) {
  return (
    <span className="mb-0.5 inline-block w-full font-ui text-xs font-medium text-ink-soft not-italic select-none">
      {children}
    </span>
  );
}
