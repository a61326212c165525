/** Keys of what others changed in posts that are being changed here. */
export const remoteChangeKeys = {
  all: ['remote-change'],
  of: (path: string) => ['remote-change', path],
} as const;
