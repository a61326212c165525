import { useEffect, useRef, type ReactNode } from 'react';

/** The heading of a step, which takes the focus when the step comes: what had it is gone. */
export function StepHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} className="font-page text-xl font-semibold outline-none">
      {children}
    </h2>
  );
}
