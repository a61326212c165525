const EXTENSIONS = new Set(['md', 'mdx', 'markdown', 'mdown', 'mkd']);
/** Folders of tools and of built sites. */
const FOREIGN_FOLDERS = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  '_site',
  '_includes',
  '_layouts',
  '__tests__',
]);
/** What a repository says about itself at its top. */
const OWN_DOCUMENTS =
  /^(?:readme|license|licence|copying|notice|changelog|changes|history|contributing|contributors|code[-_]of[-_]conduct|security|support|authors|maintainers|governance|roadmap|todo|agents|claude|pull_request_template|issue_template)(?:[._-].*)?$/i;

/** True for Markdown files that a site publishes: not dot folders, node_modules, or a repository's own README, LICENSE and the like. */
export function isPostPath(path: string): boolean {
  // Asked for each file of a repository: what most files are not is looked for first.
  const dot = path.lastIndexOf('.');
  if (dot < 0 || !EXTENSIONS.has(path.slice(dot + 1).toLowerCase())) return false;
  const slash = path.lastIndexOf('/');
  if (isForeignFolder(path.slice(0, Math.max(0, slash)))) return false;
  const name = path.slice(slash + 1, dot);
  if (name === '' || name.startsWith('.') || /^readme(?:[._-].*)?$/i.test(name)) return false;
  return slash >= 0 || !OWN_DOCUMENTS.test(name);
}

/** The last folder that was asked for: files are asked for by folders. */
let last = { folder: '', isForeign: false };

function isForeignFolder(folder: string): boolean {
  if (folder === last.folder) return last.isForeign;
  const isForeign = folder.split('/').some((segment) => segment.startsWith('.') || FOREIGN_FOLDERS.has(segment));
  last = { folder, isForeign };
  return isForeign;
}
