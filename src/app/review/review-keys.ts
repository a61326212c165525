/** Keys of everything that shows reviews. */
export const reviewKeys = {
  all: ['reviews'],
  list: ['reviews', 'list'],
  open: (id: string) => ['reviews', 'open', id],
  hostRequest: (id: string) => ['reviews', 'host-request', id],
  since: (id: string, commit: string, head: string) => ['reviews', 'since', id, commit, head],
  presence: (path: string) => ['reviews', 'presence', path],
} as const;
