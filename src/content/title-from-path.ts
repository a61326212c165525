/** A name for a post that has no title: its file name ("index" gives its folder's), without date, extension and hyphens. */
export function titleFromPath(path: string): string {
  const segments = path.split('/');
  const file = (segments.at(-1) ?? '').replace(/\.[^.]+$/, '');
  const name = /^_?index$/i.test(file) && segments.length > 1 ? (segments.at(-2) ?? file) : file;
  const words = name
    .replace(/^\d{4}-\d{1,2}-\d{1,2}-(?=.)/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  const shown = words === '' ? name : words;
  return shown.slice(0, 1).toUpperCase() + shown.slice(1);
}
