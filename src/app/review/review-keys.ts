/** Keys of everything that shows reviews. */
export const reviewKeys = {
  all: ['reviews'],
  list: ['reviews', 'list'],
  open: (id: string) => ['reviews', 'open', id],
  presence: (path: string) => ['reviews', 'presence', path],
} as const;
