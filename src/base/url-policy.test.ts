import { describe, expect, it } from 'vitest';
import { imageVerdict, linkVerdict } from './url-policy.ts';

describe('linkVerdict', () => {
  it.each(['', '#top', '?page=2', 'about.md', '../a/b.md#c:d', '/contact', 'a/b:c', './x:y', ' /padded '])(
    'calls %j local',
    (href) => {
      expect(linkVerdict(href)).toEqual({ kind: 'local' });
    },
  );

  it.each([
    ['https://Example.org/a', 'example.org'],
    ['HTTP://example.org:8080', 'example.org:8080'],
    ['//cdn.example.org/x', 'cdn.example.org'],
    ['https://xn--bcher-kva.example/', 'xn--bcher-kva.example'],
  ])('calls %j remote on %j', (href, host) => {
    expect(linkVerdict(href)).toEqual({ kind: 'remote', host });
  });

  it.each(['mailto:a@example.org', 'TEL:+4930'])('calls %j a contact', (href) => {
    expect(linkVerdict(href)).toEqual({ kind: 'contact' });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '  javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    'javascript\r:alert(1)',
    '\u00a0javascript:alert(1)',
    'java\u00adscript:alert(1)',
    '\ufeffjavascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'blob:https://example.org/1',
    'file:///etc/passwd',
    'irc://x',
    'ftp://x',
    'https:example.org',
    'https:/example.org',
    'https:///example.org',
    'https://',
    'https:\\\\example.org',
    '\\\\example.org\\share',
    '/\\example.org',
    '///example.org',
    'https://trusted.example@evil.example/',
    '//user:word@evil.example',
    '/\t/evil.example',
    'https://exa mple.org',
    'https://[',
    'a\ud800',
  ])('refuses %j', (href) => {
    expect(linkVerdict(href).kind).toBe('refused');
    expect(imageVerdict(href).kind).toBe('refused');
  });
});

describe('imageVerdict', () => {
  it('takes raster pictures in base64 from the address itself', () => {
    for (const type of ['png', 'jpeg', 'gif', 'webp', 'avif']) {
      expect(imageVerdict(`data:image/${type};base64,AAAA`)).toEqual({ kind: 'inline' });
    }
  });

  it('refuses SVG, other data and contacts', () => {
    for (const src of [
      'data:image/svg+xml;base64,AAAA',
      'data:image/png,raw',
      'data:text/html;base64,AAAA',
      'mailto:a@b',
    ]) {
      expect(imageVerdict(src).kind).toBe('refused');
    }
  });

  it('tells remote pictures from those of the site', () => {
    expect(imageVerdict('http://192.168.1.4:3000/images/a~2.jpg')).toEqual({
      kind: 'remote',
      host: '192.168.1.4:3000',
    });
    expect(imageVerdict('/images/a~2.jpg')).toEqual({ kind: 'local' });
  });
});
