import { joinBytes } from '#base';

/**
 * The image without what it says about its making: place, camera, author, comments, thumbnails. The picture itself is not touched, nor
 * what colours need (ICC profiles). Other types than JPEG, PNG and WebP, and files that are not laid out as they should be, come back as they are.
 */
export function stripMetadata(bytes: Uint8Array, type: string): Uint8Array {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes);
    case 'image/png':
      return stripPng(bytes);
    case 'image/webp':
      return stripWebp(bytes);
    default:
      return bytes;
  }
}

/** How a JPEG says that it is to be turned: 1 is upright; 1 also where it says nothing. */
export function orientationOf(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  for (const { at, end, marker } of jpegSegments(bytes)) {
    if (marker !== 0xe1 || ascii(bytes, at + 4, at + 10) !== 'Exif\0\0') continue;
    const tiff = at + 10;
    if (tiff + 8 > end) return 1;
    const little = ascii(bytes, tiff, tiff + 2) === 'II';
    const directory = tiff + view.getUint32(tiff + 4, little);
    if (directory + 2 > end) return 1;
    const count = view.getUint16(directory, little);
    for (let entry = directory + 2; entry < directory + 2 + count * 12 && entry + 12 <= end; entry += 12)
      if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
  }
  return 1;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

interface Segment {
  readonly at: number;
  readonly end: number;
  readonly marker: number;
}

/** The segments before the picture's own data. */
function jpegSegments(bytes: Uint8Array): readonly Segment[] {
  const view = viewOf(bytes);
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.length && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xda) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) break;
    segments.push({ at, end, marker });
    at = end;
  }
  return segments;
}

function stripJpeg(bytes: Uint8Array): Uint8Array {
  const segments = jpegSegments(bytes);
  const rest = segments.at(-1)?.end ?? 2;
  const kept = segments.filter(({ at, end, marker }) => {
    if (marker === 0xfe) return false;
    if (marker < 0xe1 || marker > 0xef) return true;
    // Colour profiles, and Adobe's word on how colours are written.
    return (marker === 0xe2 && ascii(bytes, at + 4, Math.min(end, at + 15)) === 'ICC_PROFILE') || marker === 0xee;
  });
  if (kept.length === segments.length) return bytes;
  return joinBytes([bytes.subarray(0, 2), ...kept.map(({ at, end }) => bytes.subarray(at, end)), bytes.subarray(rest)]);
}

const PNG_METADATA: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function stripPng(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) return bytes;
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return bytes;
    const name = ascii(bytes, at + 4, at + 8);
    if (!PNG_METADATA.has(name)) parts.push(bytes.subarray(at, end));
    // What comes behind the end of the picture is no part of it.
    if (name === 'IEND') break;
    at = end;
  }
  return joinBytes(parts);
}

function stripWebp(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [];
  for (let at = 12; at < bytes.length;) {
    if (at + 8 > bytes.length) return bytes;
    const size = view.getUint32(at + 4, true);
    const end = Math.min(at + 8 + size + (size % 2), bytes.length);
    if (at + 8 + size > bytes.length) return bytes;
    const name = ascii(bytes, at, at + 4);
    if (name !== 'EXIF' && name !== 'XMP ') {
      const part = bytes.slice(at, end);
      // The flags of the extended header say that there is EXIF (8) and XMP (4).
      if (name === 'VP8X') part[8] = (part[8] ?? 0) & ~0x0c;
      parts.push(part);
    }
    at = end;
  }
  const all = joinBytes([bytes.slice(0, 12), ...parts]);
  viewOf(all).setUint32(4, all.length - 8, true);
  return all;
}
