import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** What a screen shows when it has nothing to show: why, and what to do about it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      {icon !== undefined && (
        <div aria-hidden="true" className="mb-4 text-ink-faint [&_svg]:size-9 [&_svg]:stroke-[1.25]">
          {icon}
        </div>
      )}
      <p className="font-page text-xl font-semibold">{title}</p>
      {children !== undefined && <div className="mt-2 text-sm text-ink-soft">{children}</div>}
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  );
}
