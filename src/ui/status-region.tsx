import type { ReactNode } from 'react';

export interface StatusRegionProps {
  readonly className?: string;
  readonly children: ReactNode;
}

/** A polite live region (`role=status`): what appears in it is read out without taking the focus. */
export function StatusRegion({ className, children }: StatusRegionProps) {
  return (
    // Not `output`: some screen readers announce that one as the result of a form only.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status" aria-live="polite" className={className}>
      {children}
    </div>
  );
}
