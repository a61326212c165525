import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { fieldClass } from './field-class.ts';
import { describedBy, FieldFrame } from './field-frame.tsx';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value' | 'id'> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

/** Several lines of text with their label; grows with its text where the browser can. */
export function TextArea({ label, labelHidden, value, onValueChange, hint, error, className, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} labelHidden={labelHidden ?? false} hint={hint} error={error}>
      <textarea
        rows={2}
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, { hint: hint !== undefined, error: error !== undefined })}
        className={classNames(fieldClass, 'field-sizing-content min-h-9 resize-none py-2 leading-snug', className)}
      />
    </FieldFrame>
  );
}
