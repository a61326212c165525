/** The keys that the app itself listens for. */
export const appKeys = {
  palette: 'Ctrl+K',
  paletteAnywhere: 'Ctrl+Shift+P',
  save: 'Ctrl+S',
  panel: 'Ctrl+Alt+P',
  focusMode: 'Ctrl+Shift+F',
  shortcuts: '?',
} as const;
