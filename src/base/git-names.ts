/**
 * The file names that git itself gives a meaning to, in every spelling that some file system takes for them:
 * HFS+ ignores certain invisible characters, NTFS has short names, alternate streams, and drops dots and spaces at the end.
 * Follows `path.c` and `utf8.c` of git.
 */

/** What HFS+ ignores in a name. */
const HFS_IGNORABLE = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** A settings file of git, and how its NTFS short names begin: six letters, or what NTFS makes when those are taken. */
interface SettingsFile {
  readonly name: string;
  readonly shortPrefix: string;
  readonly hashPrefix: string;
}

const SETTINGS_FILES: readonly SettingsFile[] = [
  { name: '.gitmodules', shortPrefix: 'gitmod', hashPrefix: 'gi7eba' },
  { name: '.gitattributes', shortPrefix: 'gitatt', hashPrefix: 'gi7d29' },
  { name: '.gitignore', shortPrefix: 'gitign', hashPrefix: 'gi250a' },
  { name: '.mailmap', shortPrefix: 'mailma', hashPrefix: 'maba30' },
];

/** What NTFS opens for a name: no stream, no dots or spaces at the end. */
function ntfsName(name: string): string {
  const stream = name.indexOf(':');
  return (stream === -1 ? name : name.slice(0, stream)).replace(/[. ]+$/, '');
}

/** True when some file system takes `name`, one segment of a path, for `.git`. */
export function isDotGit(name: string): boolean {
  if (name.replace(HFS_IGNORABLE, '').toLowerCase() === '.git') return true;
  return name.split('\\').some((part) => {
    const opened = ntfsName(part).toLowerCase();
    return opened === '.git' || /^git~[1-9]$/.test(opened);
  });
}

/** True for `~1000000`, `gi7eb~10`, `gitmod~4`: eight characters that NTFS may have made for a settings file. */
function isShortName(opened: string, file: SettingsFile): boolean {
  if (opened.startsWith(file.shortPrefix)) return /^~[1-4]$/.test(opened.slice(file.shortPrefix.length));
  const match = /^([^~]*)~([1-9]\d*)$/.exec(opened);
  if (match === null || opened.length !== 8) return false;
  return file.hashPrefix.startsWith(match[1] ?? '');
}

/**
 * The settings file of git (".gitmodules", ".gitattributes", ".gitignore", ".mailmap") that some file system takes `name` for;
 * undefined for any other name.
 */
export function gitSettingsFile(name: string): string | undefined {
  const visible = name.replace(HFS_IGNORABLE, '').toLowerCase();
  const opened = ntfsName(name).toLowerCase();
  return SETTINGS_FILES.find((file) => visible === file.name || opened === file.name || isShortName(opened, file))
    ?.name;
}
