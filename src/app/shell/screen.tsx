import { classNames } from '#ui';
import type { ReactNode } from 'react';

export interface ScreenProps {
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The column that a screen other than the list and the editor stands in. */
export function Screen({ wide = false, children }: ScreenProps) {
  return (
    <div className={classNames('mx-auto px-4 pt-6 pb-16 md:px-8 md:pt-9', wide ? 'max-w-6xl' : 'max-w-3xl')}>
      {children}
    </div>
  );
}
