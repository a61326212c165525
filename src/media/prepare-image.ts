import { imageSizeOf } from './image-size.ts';
import { imageTypeOf } from './image-type.ts';
import { orientationOf, stripMetadata } from './strip-metadata.ts';

/** The longest side of a picture for the web, in pixels. */
export const LONGEST_SIDE = 2400;
/** Photographs of more bytes are written anew even where they are no larger than that. */
const HEAVY = 1_500_000;
const MOST_BYTES = 40_000_000;
/** What a browser can take apart without running out of memory. */
const MOST_PIXELS = 120_000_000;
const QUALITY = 0.86;

/** An image fit for a repository, or why it can't be one, in a sentence for people. */
export type PreparedImage =
  | { readonly kind: 'ready'; readonly bytes: Uint8Array; readonly type: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Draws an image upright, at most `LONGEST_SIDE` on its longest side, and writes it as `type`, or as what the browser can write. */
export type RedrawImage = (image: Blob, type: string) => Promise<Blob>;

const extensions: ReadonlyMap<string, string> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/avif', 'avif'],
]);

/** How the name of an image of this type ends; undefined for types that are not taken in. */
export function imageExtension(type: string): string | undefined {
  return extensions.get(type);
}

/**
 * Makes an image that someone gave fit for the web: what it is is read from its bytes; a large one is made smaller, turned as it says, and
 * written without place, camera and comments. Animations stay as they are, and so does everything with `keepOriginal`.
 */
export async function prepareImage(
  bytes: Uint8Array,
  options: { readonly keepOriginal?: boolean; readonly redraw?: RedrawImage } = {},
): Promise<PreparedImage> {
  const { keepOriginal = false, redraw = redrawImage } = options;
  if (bytes.length > MOST_BYTES) {
    return refused(`It has ${megabytes(bytes.length)} MB; the most that can be added is ${megabytes(MOST_BYTES)} MB.`);
  }
  const type = imageTypeOf(bytes);
  if (type === 'image/svg+xml')
    return refused('SVG files can carry programs, so they are not added here. Save the picture as PNG.');
  if (type === undefined || (type !== 'image/bmp' && imageExtension(type) === undefined))
    return refused('It is no picture that browsers show. PNG, JPEG, WebP, GIF and AVIF can be added.');
  const size = imageSizeOf(bytes, type);
  if (size !== undefined && size.width * size.height > MOST_PIXELS)
    return refused(`It has ${size.width} × ${size.height} pixels, more than a browser can work with.`);
  const isReady = keepOriginal && type !== 'image/bmp';
  if (isReady || type === 'image/gif' || isAnimated(bytes, type)) return { kind: 'ready', bytes, type };
  const needsDrawing =
    size === undefined ||
    Math.max(size.width, size.height) > LONGEST_SIDE ||
    (type === 'image/jpeg' && (orientationOf(bytes) !== 1 || bytes.length > HEAVY));
  if (!needsDrawing) return { kind: 'ready', bytes: stripMetadata(bytes, type), type };
  return draw(bytes, { type, redraw });
}

async function draw(
  bytes: Uint8Array,
  { type, redraw }: { readonly type: string; readonly redraw: RedrawImage },
): Promise<PreparedImage> {
  const wanted = type === 'image/avif' ? 'image/webp' : type === 'image/bmp' ? 'image/png' : type;
  try {
    const drawn = await redraw(new Blob([new Uint8Array(bytes)], { type }), wanted);
    return { kind: 'ready', bytes: new Uint8Array(await drawn.arrayBuffer()), type: drawn.type };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return refused('The browser can’t open it: the file is damaged, or of a kind that it does not know.');
  }
}

/** Draws with the browser's own means; throws a DOMException for what it can't decode. */
async function redrawImage(image: Blob, type: string): Promise<Blob> {
  const bitmap = await createImageBitmap(image, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context === null) throw new DOMException('No canvas', 'EncodingError');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return await canvas.convertToBlob({ type, quality: QUALITY });
  } finally {
    bitmap.close();
  }
}

function isAnimated(bytes: Uint8Array, type: string): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  if (type === 'image/webp') return head.startsWith('VP8X', 12) && ((bytes[20] ?? 0) & 2) !== 0;
  return type === 'image/png' && head.includes('acTL');
}

function refused(reason: string): PreparedImage {
  return { kind: 'refused', reason };
}

function megabytes(bytes: number): string {
  return (Math.ceil(bytes / 100_000) / 10).toLocaleString('en');
}
