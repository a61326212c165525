import type { ComponentProps } from 'react';
import { buttonClass, type ButtonLook } from './button-class.ts';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
  /** `small` is for rows and toolbars. */
  readonly size?: 'medium' | 'small';
}

/** A push button; its text is its name. `type` is "button" unless said otherwise. */
export function Button({ look = 'plain', size = 'medium', className, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={buttonClass({ look, size, extra: className })} />;
}
