import type { ReactNode } from 'react';

export interface FieldFrameProps {
  readonly id: string;
  readonly label: string;
  /** Hides the label from sight; it stays the accessible name. */
  readonly labelHidden?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with the value, in words; absent when nothing is. */
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** Label above, hint and error below one control whose id is `id`; the texts below have the ids `ID-hint` and `ID-error`. */
export function FieldFrame({ id, label, labelHidden = false, hint, error, children }: FieldFrameProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-[0.8125rem] font-medium text-ink-soft'}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-ink-faint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** The `aria-describedby` of a control inside a FieldFrame. */
export function describedBy(
  id: string,
  texts: { readonly hint: boolean; readonly error: boolean },
): string | undefined {
  const ids = [texts.hint && `${id}-hint`, texts.error && `${id}-error`].filter((each) => each !== false);
  return ids.length === 0 ? undefined : ids.join(' ');
}
