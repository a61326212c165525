import { Toolbar as Base } from '@base-ui/react/toolbar';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export interface ToolbarButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title' | 'style'> {
  /** The accessible name. */
  readonly name: string;
  /** Keys that do the same, shown in the hint: "Ctrl+B". */
  readonly shortcut?: string;
  /** Set for a toggle; becomes `aria-pressed`. */
  readonly pressed?: boolean;
  /** Shows words beside or in place of an icon: the button is then as wide as they are. */
  readonly wide?: boolean;
}

/** One button of a Toolbar, an icon or words. A press does not take the focus out of the text. */
export function ToolbarButton({ name, shortcut, pressed, wide = false, className, ...rest }: ToolbarButtonProps) {
  return (
    <Base.Button
      onMouseDown={(event) => event.preventDefault()}
      {...rest}
      aria-label={name}
      title={shortcut === undefined ? name : `${name} (${shortcut})`}
      aria-pressed={pressed}
      className={classNames(
        'inline-flex h-8 shrink-0 items-center justify-center rounded-md border border-transparent text-sm text-ink-soft',
        wide ? 'gap-1 px-2' : 'w-8 pointer-coarse:w-10 pointer-fine:@max-[45.5rem]:w-7',
        'pointer-coarse:h-10',
        'transition-colors duration-(--motion) hover:bg-hover hover:text-ink data-disabled:opacity-40',
        'aria-pressed:bg-accent-wash aria-pressed:text-accent [&_svg]:size-[1.0625rem]',
        className,
      )}
    />
  );
}
