import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  /** What the button does, as its accessible name and its hint. */
  readonly name: string;
  /** Set for a toggle; becomes `aria-pressed`. */
  readonly pressed?: boolean;
}

/** A button that shows an icon only. The name is its title too, so that a mouse can find out what it is. */
export function IconButton({ name, pressed, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      className={classNames(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md border border-transparent text-ink-soft',
        'transition-colors duration-(--motion) hover:bg-hover hover:text-ink active:bg-pressed disabled:opacity-45',
        'aria-pressed:bg-accent-wash aria-pressed:text-accent [&_svg]:size-[1.125rem]',
        className,
      )}
    />
  );
}
