import { classNames } from './class-names.ts';

/** A grey shape where something is about to be; `className` gives its size. Hidden from screen readers. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={classNames('breathe rounded-sm bg-hover', className)} />;
}
