import { gitSettingsFile, isDotGit } from './git-names.ts';
import { isWellFormed } from './well-formed.ts';

/** `reason` is a sentence for people that names what is wrong; the path itself is not in it. */
export type PathVerdict = { readonly kind: 'ok' } | { readonly kind: 'rejected'; readonly reason: string };

/** Facts about a tree entry that change what its path may be. */
export interface TreePathOptions {
  /** The entry is a symbolic link. */
  readonly symlink?: boolean;
}

const OK: PathVerdict = { kind: 'ok' };
const MAX_PATH_BYTES = 4096;
const MAX_SEGMENT_BYTES = 255;
const encoder = new TextEncoder();

const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9\u00b9\u00b2\u00b3])[ ]*(?:[.:].*)?$/i;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const WINDOWS_CHARACTER = /[<>:"|?*]/;
const BIDI_CONTROL = /[\u202a-\u202e\u2066-\u2069]/;

/** Names as nearly all are, which no rule for trees minds: letters, digits, "_" and "-", with single dots inside. */
const PLAIN_TREE_PATH = /^(?:[\dA-Za-z_][\w-]*(?:\.[\w-]+)*\/)*[\dA-Za-z_][\w-]*(?:\.[\w-]+)*$/;
const PLAIN_LENGTH = 255;
/** What no line has that is one part of such a path. */
const NOT_PLAIN = /[^\n\w.-]|^[.-]|\.\.|\.$|^$|^.{256}/m;
/** With one name more, a path of so many characters is not too long. */
const FOLDER_LENGTH = 1000;

function rejected(reason: string): PathVerdict {
  return { kind: 'rejected', reason };
}

/** What a careless program further on may make of a segment: percent codes, full-width dots, path parameters. */
function unfold(segment: string): string {
  const decoded = segment.replace(/%(2e|2f|5c)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return decoded.normalize('NFKC');
}

function climbs(segment: string): boolean {
  return unfold(segment)
    .split(/[/\\]/)
    .some((part) => /^\.{1,2}$/.test(part.replace(/;.*$/, '').replace(/[\u200b-\u200f\u2060\ufeff]/g, '')));
}

function checkTreeSegment(segment: string, options: TreePathOptions): PathVerdict {
  if (segment === '') return rejected('There is an empty part between two slashes, or a slash at an end.');
  if (segment.includes('\0')) return rejected('It contains a NUL character.');
  if (segment.includes('\\')) return rejected('It contains a backslash, which Windows takes for a folder separator.');
  if (isDotGit(segment)) return rejected('A part of it stands for ".git", where Git keeps its own data.');
  if (climbs(segment)) return rejected('A part of it stands for the folder itself or the one above ("." or "..").');
  if (options.symlink === true && gitSettingsFile(segment) !== undefined) {
    return rejected('It is a symbolic link in place of a settings file of Git.');
  }
  return OK;
}

function checkNewSegment(segment: string): PathVerdict {
  if (CONTROL.test(segment)) return rejected('It contains a control character, such as a tab or a line break.');
  if (BIDI_CONTROL.test(segment))
    return rejected('It contains an invisible character that turns the reading direction.');
  const character = WINDOWS_CHARACTER.exec(segment)?.[0];
  if (character !== undefined)
    return rejected(`It contains the character ${character}, which Windows does not allow in names.`);
  if (segment.startsWith(' ')) return rejected('A part of it begins with a space.');
  if (/[. ]$/.test(segment)) return rejected('A part of it ends with a dot or a space, which Windows drops.');
  if (WINDOWS_DEVICE.test(segment))
    return rejected('A part of it is a name that Windows keeps for a device, such as CON or COM1.');
  const settings = gitSettingsFile(segment);
  if (settings !== undefined && settings !== segment)
    return rejected(`A part of it is another spelling of "${settings}".`);
  if (encoder.encode(segment).length > MAX_SEGMENT_BYTES) {
    return rejected(`A part of it is longer than ${MAX_SEGMENT_BYTES} bytes.`);
  }
  return OK;
}

/**
 * Judges the path of a tree entry that exists already, perhaps made by someone hostile: rejects what could reach outside the
 * repository or into Git's own data on any file system, and what can't be written back unchanged. It lets names pass that are
 * only awkward elsewhere ("a:b.md"), so that what people have can be read.
 */
export function validateTreePath(path: string, options: TreePathOptions = {}): PathVerdict {
  if (path.length <= PLAIN_LENGTH && PLAIN_TREE_PATH.test(path)) return OK;
  if (path === '') return rejected('It is empty.');
  if (path.startsWith('/')) return rejected('It begins with a slash: paths start at the top of the repository.');
  if (/^[a-z]:(?:[/\\]|$)/i.test(path)) return rejected('It begins with a drive letter.');
  if (!isWellFormed(path)) return rejected('It contains half of a character (a lone surrogate).');
  if (path.includes('\ufffd')) return rejected('Its name is not valid UTF-8, and would change when written.');
  if (path === '~' || path.startsWith('~/')) return rejected('It begins with "~", which stands for a home folder.');
  if (path.length > MAX_PATH_BYTES || encoder.encode(path).length > MAX_PATH_BYTES) {
    return rejected(`It is longer than ${MAX_PATH_BYTES} bytes.`);
  }
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const verdict = checkTreeSegment(segment, index === segments.length - 1 ? options : {});
    if (verdict.kind === 'rejected') return verdict;
  }
  return OK;
}

/**
 * Whether `validateTreePath` lets the path of each file in a folder pass that it lets pass itself. `names` are a line each;
 * `folder` is "" or ends with a slash. Says no, too, where only the paths themselves can tell.
 */
export function arePlainNames(folder: string, names: string): boolean {
  return folder.length <= FOLDER_LENGTH && !NOT_PLAIN.test(names);
}

/**
 * Judges every path that is created here: typed, renamed to, uploaded, made from a title or read from settings. All that
 * `validateTreePath` asks, and besides that the path works on Windows, macOS and Linux alike.
 */
export function validatePath(path: string): PathVerdict {
  const verdict = validateTreePath(path);
  if (verdict.kind === 'rejected') return verdict;
  for (const segment of path.split('/')) {
    const segmentVerdict = checkNewSegment(segment);
    if (segmentVerdict.kind === 'rejected') return segmentVerdict;
  }
  return OK;
}
