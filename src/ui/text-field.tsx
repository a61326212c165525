import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { fieldClass } from './field-class.ts';
import { describedBy, FieldFrame } from './field-frame.tsx';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id'> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

/** One line of text with its label. With `type="search"` it is a searchbox. */
export function TextField({
  label,
  labelHidden,
  value,
  onValueChange,
  hint,
  error,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} labelHidden={labelHidden ?? false} hint={hint} error={error}>
      <input
        type="text"
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, { hint: hint !== undefined, error: error !== undefined })}
        className={classNames(fieldClass, 'h-9', className)}
      />
    </FieldFrame>
  );
}
