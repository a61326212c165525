/** The class names of a panel that floats beside its trigger: menus and popovers. */
export const popupClass =
  'float-in z-50 rounded-md border border-rule bg-raised text-sm text-ink shadow-float outline-none ' +
  'max-w-[min(24rem,var(--available-width))] max-h-(--available-height) overflow-y-auto';
