/** The class names of a box that text is typed into. */
export const fieldClass =
  'w-full rounded-md border border-rule-strong bg-raised px-3 text-sm text-ink placeholder:text-ink-faint ' +
  'focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 ' +
  'aria-invalid:border-danger disabled:bg-sunken disabled:text-ink-faint';
