import { describe, expect, it } from 'vitest';
import { findUsages, imageTypeOf, isImagePath, resolveImagePath } from './index.ts';

const PATHS = new Set([
  'images/garden.jpg',
  'images/gärten & höfe.png',
  'images/100%.png',
  'public/images/only-public.png',
  'static/only-static.webp',
  'src/assets/only-assets.svg',
  'posts/spring/tulip.png',
  'posts/notes.md',
  'a#b.png',
]);

describe('resolveImagePath', () => {
  it.each([
    ['tulip.png', 'posts/spring/index.md', 'posts/spring/tulip.png'],
    ['./tulip.png', 'posts/spring/index.md', 'posts/spring/tulip.png'],
    ['../images/garden.jpg', 'posts/notes.md', 'images/garden.jpg'],
    ['/images/garden.jpg', 'posts/notes.md', 'images/garden.jpg'],
    ['images/garden.jpg', 'posts/notes.md', 'images/garden.jpg'],
    [' /images/garden.jpg?width=300#x ', 'posts/notes.md', 'images/garden.jpg'],
    ['/images/g%C3%A4rten%20&%20h%C3%B6fe.png', 'posts/notes.md', 'images/gärten & höfe.png'],
    ['/images/gärten & höfe.png', 'posts/notes.md', 'images/gärten & höfe.png'],
    ['/images/100%.png', 'posts/notes.md', 'images/100%.png'],
    ['/images/only-public.png', 'posts/notes.md', 'public/images/only-public.png'],
    ['/only-static.webp', 'posts/notes.md', 'static/only-static.webp'],
    ['/only-assets.svg', 'posts/notes.md', 'src/assets/only-assets.svg'],
    ['@/assets/only-assets.svg', 'posts/notes.md', 'src/assets/only-assets.svg'],
    ['a%23b.png', 'top.md', 'a#b.png'],
  ])('finds %j of %s at %s', (address, post, path) => {
    expect(resolveImagePath(address, post, PATHS)).toBe(path);
  });

  it.each([
    'https://example.org/images/garden.jpg',
    '//example.org/images/garden.jpg',
    'data:image/png;base64,AAAA',
    'javascript:images/garden.jpg',
    '../../../images/garden.jpg',
    '/images/Garden.jpg',
    'notes.md',
    '/images/',
    '',
    '#',
  ])('finds nothing for %j', (address) => {
    expect(resolveImagePath(address, 'posts/spring/index.md', PATHS)).toBeUndefined();
  });
});

describe('imageTypeOf', () => {
  it('reads the type from the extension in any letter case', () => {
    expect(imageTypeOf('a/B.JPG')).toBe('image/jpeg');
    expect(imageTypeOf('a.svg')).toBe('image/svg+xml');
    expect(imageTypeOf('a.png/readme')).toBeUndefined();
    expect(isImagePath('a.webp')).toBe(true);
    expect(isImagePath('a.md')).toBe(false);
  });

  it('reads the type from the bytes', () => {
    const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(imageTypeOf(bytes('\x89PNG\r\n\x1a\nrest'))).toBe('image/png');
    expect(imageTypeOf(bytes('\xff\xd8\xff\xe0'))).toBe('image/jpeg');
    expect(imageTypeOf(bytes('GIF89a'))).toBe('image/gif');
    expect(imageTypeOf(bytes('RIFF\x01\x02\x03\x04WEBPVP8 '))).toBe('image/webp');
    expect(imageTypeOf(bytes('\0\0\0\x20ftypavif'))).toBe('image/avif');
    expect(imageTypeOf(bytes('<?xml version="1.0"?>\n<!-- x --><svg xmlns="a">'))).toBe('image/svg+xml');
    expect(imageTypeOf(bytes('<html><svg>'))).toBeUndefined();
    expect(imageTypeOf(new Uint8Array())).toBeUndefined();
  });
});

describe('findUsages', () => {
  it('finds an image in Markdown, in HTML and in front matter', () => {
    const posts = [
      { path: 'posts/a.md', text: '![Garden](/images/garden.jpg "In spring") and ![](<../images/garden.jpg>)' },
      { path: 'posts/b.md', text: '---\nimage: /images/garden.jpg\n---\n<img src="/images/garden.jpg">' },
      { path: 'posts/c.md', text: 'garden.jpg is only spoken of; ![](https://example.org/images/garden.jpg)' },
      { path: 'posts/d.md', text: 'nothing' },
    ];
    expect(findUsages('images/garden.jpg', posts, PATHS)).toEqual([
      { path: 'posts/a.md', count: 2 },
      { path: 'posts/b.md', count: 2 },
    ]);
  });

  it('is not led astray by apostrophes and brackets around', () => {
    const posts = [
      { path: 'a.md', text: "It's here ![isn't](/images/garden.jpg) (see /images/garden.jpg). Don't." },
      { path: 'b.md', text: 'image: images/garden.jpg\n[x]: /images/garden.jpg\n' },
    ];
    expect(findUsages('images/garden.jpg', posts, PATHS).map((usage) => usage.count)).toEqual([2, 2]);
  });

  it('finds names with spaces and percent codes', () => {
    const posts = [
      { path: 'a.md', text: '![](/images/g%C3%A4rten%20&%20h%C3%B6fe.png)' },
      { path: 'b.md', text: '<img src="images/gärten & höfe.png">' },
    ];
    expect(findUsages('images/gärten & höfe.png', posts, PATHS).map((usage) => usage.path)).toEqual(['a.md', 'b.md']);
  });
});
