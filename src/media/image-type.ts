const TYPE_OF_EXTENSION: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['apng', 'image/apng'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['jfif', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
  ['bmp', 'image/bmp'],
  ['ico', 'image/x-icon'],
]);

function typeOfPath(path: string): string | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1];
  return extension === undefined ? undefined : TYPE_OF_EXTENSION.get(extension.toLowerCase());
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function typeOfBytes(bytes: Uint8Array): string | undefined {
  const start = ascii(bytes, 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'image/webp';
  if (start.startsWith('ftypavif', 4) || start.startsWith('ftypavis', 4)) return 'image/avif';
  if (start.startsWith('BM')) return 'image/bmp';
  if (start.startsWith('\0\0\x01\0')) return 'image/x-icon';
  const text = ascii(bytes, 0, Math.min(bytes.length, 1024));
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/i.test(text)
    ? 'image/svg+xml'
    : undefined;
}

/**
 * The media type of an image: by its path's extension, or by what its bytes begin with, which is the one to trust. Undefined for anything that no
 * browser shows as a picture.
 */
export function imageTypeOf(image: string | Uint8Array): string | undefined {
  return typeof image === 'string' ? typeOfPath(image) : typeOfBytes(image);
}

/** True for files whose name says that they are images. */
export function isImagePath(path: string): boolean {
  return typeOfPath(path) !== undefined;
}
