import { describe, expect, it } from 'vitest';
import { imageSizeOf } from './image-size.ts';
import { prepareImage, type RedrawImage } from './prepare-image.ts';
import { siteAddress } from './site-address.ts';
import { orientationOf, stripMetadata } from './strip-metadata.ts';

const latin = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));
const uint16 = (value: number): readonly number[] => [Math.floor(value / 256), value % 256];
const uint32 = (value: number): readonly number[] => [...uint16(Math.floor(value / 65_536)), ...uint16(value % 65_536)];

function jpegSegment(marker: number, data: readonly number[]): readonly number[] {
  return [0xff, marker, ...uint16(data.length + 2), ...data];
}

/** A JPEG with the segments that cameras write; `turned` as its EXIF says. */
function jpeg({ width = 100, height = 50, turned = 1 } = {}): Uint8Array {
  const tiff = [
    ...latin('MM'),
    0,
    42,
    ...uint32(8),
    ...uint16(1),
    ...uint16(0x0112),
    ...uint16(3),
    ...uint32(1),
    ...uint16(turned),
    0,
    0,
  ];
  return Uint8Array.from([
    0xff,
    0xd8,
    ...jpegSegment(0xe0, latin('JFIF\0')),
    ...jpegSegment(0xe1, [...latin('Exif\0\0'), ...tiff, ...latin('GPS 53.5N 9.9E')]),
    ...jpegSegment(0xe2, latin('ICC_PROFILE\0sRGB')),
    ...jpegSegment(0xed, latin('Photoshop by Ada')),
    ...jpegSegment(0xfe, latin('a comment')),
    ...jpegSegment(0xc0, [8, ...uint16(height), ...uint16(width), 3]),
    0xff,
    0xda,
    0,
    2,
    ...latin('the picture'),
    0xff,
    0xd9,
  ]);
}

function png(chunks: readonly (readonly [string, string])[], width = 10, height = 20): Uint8Array {
  const chunk = (name: string, data: readonly number[]) => [
    ...uint32(data.length),
    ...latin(name),
    ...data,
    0,
    0,
    0,
    0,
  ];
  return Uint8Array.from([
    ...latin('\x89PNG\r\n\x1a\n'),
    ...chunk('IHDR', [...uint32(width), ...uint32(height), 8, 6, 0, 0, 0]),
    ...chunks.flatMap(([name, data]) => chunk(name, latin(data))),
    ...chunk('IEND', []),
  ]);
}

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const unused: RedrawImage = () => {
  throw new Error('drawn anew');
};

describe('stripMetadata', () => {
  it('takes place, camera and comments out of a JPEG, and leaves colours and picture', () => {
    const stripped = stripMetadata(jpeg(), 'image/jpeg');
    expect(text(stripped)).not.toMatch(/GPS|Exif|Photoshop|comment/);
    expect(text(stripped)).toMatch(/JFIF.*ICC_PROFILE.*the picture\u00ff\u00d9$/s);
    expect(imageSizeOf(stripped, 'image/jpeg')).toEqual({ width: 100, height: 50 });
  });

  it('takes texts and what comes behind the end out of a PNG', () => {
    const bytes = png([
      ['tEXt', 'Author Ada'],
      ['eXIf', 'GPS'],
      ['IDAT', 'the picture'],
    ]);
    const stripped = stripMetadata(Uint8Array.from([...bytes, ...latin('hidden')]), 'image/png');
    expect(stripped).toEqual(png([['IDAT', 'the picture']]));
  });

  it('takes EXIF out of a WebP and says so in its head', () => {
    const webp = (flags: number, ...chunks: readonly (readonly number[])[]): Uint8Array => {
      const body = [
        ...latin('WEBP'),
        ...latin('VP8X'),
        10,
        0,
        0,
        0,
        flags,
        0,
        0,
        0,
        9,
        0,
        0,
        19,
        0,
        0,
        ...chunks.flat(),
      ];
      return Uint8Array.from([...latin('RIFF'), body.length, 0, 0, 0, ...body]);
    };
    const picture = [...latin('VP8 '), 2, 0, 0, 0, 1, 2];
    const exif = [...latin('EXIF'), 3, 0, 0, 0, ...latin('GPS'), 0];
    expect(stripMetadata(webp(0x18, picture, exif), 'image/webp')).toEqual(webp(0x10, picture));
    expect(imageSizeOf(webp(0, picture), 'image/webp')).toEqual({ width: 10, height: 20 });
  });

  it('leaves what is cut off as it is', () => {
    for (const length of [3, 20, 40]) {
      expect(stripMetadata(png([['tEXt', 'x']]).slice(0, length), 'image/png').length).toBeLessThanOrEqual(length);
      expect(imageSizeOf(jpeg().slice(0, length), 'image/jpeg')).toBeUndefined();
    }
  });
});

describe('prepareImage', () => {
  it('does not draw a small upright picture anew', async () => {
    expect(await prepareImage(jpeg(), { redraw: unused })).toEqual({
      kind: 'ready',
      bytes: stripMetadata(jpeg(), 'image/jpeg'),
      type: 'image/jpeg',
    });
  });

  it.each([
    ['large', jpeg({ width: 4000, height: 3000 })],
    ['turned', jpeg({ turned: 6 })],
  ])('draws a %s picture anew, unless the original is wanted', async (_, bytes) => {
    const redraw: RedrawImage = async (_image, type) => new Blob(['drawn'], { type });
    const drawn = await prepareImage(bytes, { redraw });
    expect(drawn).toEqual({ kind: 'ready', bytes: Uint8Array.from(latin('drawn')), type: 'image/jpeg' });
    expect(await prepareImage(bytes, { redraw: unused, keepOriginal: true })).toEqual({
      kind: 'ready',
      bytes,
      type: 'image/jpeg',
    });
  });

  it('reads how a picture is turned', () => {
    expect(orientationOf(jpeg({ turned: 8 }))).toBe(8);
    expect(orientationOf(png([]))).toBe(1);
  });

  it('leaves animations as they are', async () => {
    const gif = Uint8Array.from([...latin('GIF89a'), 0, 20, 0, 20]);
    const animated = png(
      [
        ['acTL', ''],
        ['tEXt', 'kept'],
      ],
      9000,
      1,
    );
    for (const bytes of [gif, animated])
      expect(await prepareImage(bytes, { redraw: unused })).toMatchObject({ kind: 'ready', bytes });
  });

  it('says in words why a file is not taken', async () => {
    const reason = async (bytes: Uint8Array): Promise<string> => {
      const prepared = await prepareImage(bytes, {
        redraw: () => Promise.reject(new DOMException('no', 'InvalidStateError')),
      });
      return prepared.kind === 'refused' ? prepared.reason : 'taken';
    };
    expect(await reason(Uint8Array.from(latin('<svg onload="x">')))).toContain('SVG');
    expect(await reason(Uint8Array.from(latin('%PDF-1.7')))).toContain('no picture');
    expect(await reason(png([], 60_000, 60_000))).toContain('60000 × 60000 pixels');
    expect(await reason(jpeg({ width: 5000 }))).toContain('damaged');
    expect(await reason(new Uint8Array(40_000_001))).toContain('40.1 MB');
  });
});

describe('siteAddress', () => {
  it.each([
    ['images/a b.png', '/images/a%20b.png'],
    ['public/images/a.png', '/images/a.png'],
    ['static/a.png', '/a.png'],
    ['public/both.png', '/public/both.png'],
  ])('writes %s as %s', (path, address) => {
    expect(siteAddress(path, new Set([path, 'both.png']))).toBe(address);
  });
});
