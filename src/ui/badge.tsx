import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface BadgeProps {
  readonly tone: 'neutral' | 'accent' | 'added' | 'caution';
  readonly children: ReactNode;
}

const tones = {
  neutral: 'bg-hover text-ink-soft',
  accent: 'bg-accent-wash text-accent',
  added: 'bg-added-wash text-added',
  caution: 'bg-caution-wash text-caution',
} as const;

/** One or two words on the state of the thing beside it. */
export function Badge({ tone, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 items-center rounded-sm border border-transparent px-1.5 text-xs font-medium',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
