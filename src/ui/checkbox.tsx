import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'checked'> {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly children: ReactNode;
  /** Hides the label from sight; it stays the accessible name. */
  readonly labelHidden?: boolean;
}

/** A checkbox with its label, which is its name. */
export function Checkbox({
  checked,
  onCheckedChange,
  children,
  labelHidden = false,
  className,
  ...rest
}: CheckboxProps) {
  return (
    <label className={classNames('inline-flex items-center gap-2.5 text-sm', className)}>
      <input
        {...rest}
        type="checkbox"
        checked={checked}
        onChange={(event) => onCheckedChange(event.target.checked)}
        className="size-4 shrink-0"
      />
      <span className={labelHidden ? 'sr-only' : undefined}>{children}</span>
    </label>
  );
}
