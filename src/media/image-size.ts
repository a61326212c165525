/** Width and height in pixels as the file's head says them. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a PNG, GIF, JPEG or WebP image, read from its head; undefined for other types and for heads that make no sense. */
export function imageSizeOf(bytes: Uint8Array, type: string): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (type) {
      case 'image/png':
      case 'image/apng':
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case 'image/gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
      case 'image/jpeg':
        return sizeOfJpeg(view);
      case 'image/webp':
        return sizeOfWebp(view);
      default:
        return undefined;
    }
  } catch (error) {
    // The file ends before its size is said.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function sizeOfJpeg(view: DataView): ImageSize | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    // Frame headers are C0 to CF, without the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return undefined;
}

function sizeOfWebp(view: DataView): ImageSize | undefined {
  const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  switch (view.getUint8(15)) {
    case 0x58: // VP8X
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    case 0x20: // VP8, lossy
      return { width: view.getUint16(26, true) % 16_384, height: view.getUint16(28, true) % 16_384 };
    case 0x4c: {
      // VP8L, lossless: 14 bits each.
      const bits = view.getUint32(21, true);
      return { width: (bits % 16_384) + 1, height: (Math.floor(bits / 16_384) % 16_384) + 1 };
    }
    default:
      return undefined;
  }
}
