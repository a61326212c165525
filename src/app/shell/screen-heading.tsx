import { visibleLine } from '#base';
import { classNames } from '#ui';
import { useEffect, useRef, type ReactNode } from 'react';

export interface ScreenHeadingProps {
  readonly children: string;
  readonly className?: string;
  /** What the window's title says, when not the heading itself. */
  readonly windowTitle?: string;
  readonly after?: ReactNode;
}

/** The h1 of a screen. It takes the focus when the screen comes, so that the keyboard and screen readers start there. */
export function ScreenHeading({ children, className, windowTitle }: ScreenHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <title>{`${visibleLine(windowTitle ?? children)} · Galley`}</title>
      <h1
        ref={heading}
        tabIndex={-1}
        className={classNames(
          'font-page text-[1.75rem] leading-tight font-semibold tracking-[-0.012em] wrap-anywhere outline-none',
          className,
        )}
      >
        {children}
      </h1>
    </>
  );
}
