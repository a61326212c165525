/** Keys of what others changed in posts that are being changed here. */
export const remoteChangeKeys = {
  all: ['remote-change'],
  of: (path: string) => ['remote-change', path],
  /** Under the post's own key: asked again whenever its draft is stored. */
  moments: (path: string) => ['remote-change', path, 'moments'],
} as const;
