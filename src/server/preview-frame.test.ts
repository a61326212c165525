import { expect, test } from 'vitest';
import { previewFrame } from './preview-frame.ts';

const serve = previewFrame(new Map([['/preview-frame.js', new TextEncoder().encode('report();\n')]]));

async function policyOf(query: string): Promise<readonly string[]> {
  const response = await serve(new Request(`http://127.0.0.1/preview-frame${query}`));
  return (response.headers.get('content-security-policy') ?? '').split('; ');
}

test('[V1] without consent the frame may load nothing from anywhere, and runs one script on an origin of its own', async () => {
  expect(await policyOf('')).toEqual([
    "default-src 'none'",
    expect.stringMatching(/^script-src 'sha256-[\w+/]{43}='$/),
    "style-src 'unsafe-inline'",
    'img-src blob: data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
    "require-trusted-types-for 'script'",
    'trusted-types galley-preview',
  ]);
});

test('[V2] a host that the person consented to may be asked for pictures, fonts and style sheets over https only', async () => {
  const policy = await policyOf('?host=cdn.example.com&host=localhost:8443');
  expect(policy).toContain('img-src blob: data: https://cdn.example.com https://localhost:8443');
  expect(policy).toContain("default-src 'none'");
});

test.each([
  '*',
  '*.example.com',
  'example.com;script-src *',
  "'unsafe-inline'",
  'a b',
  'example.com/path',
  'EXAMPLE.com',
  '',
  'http:',
  'x%0d%0aset-cookie:a',
])('[V2] what is no host is refused: %s', async (host) => {
  const response = await serve(new Request(`http://127.0.0.1/preview-frame?host=${encodeURIComponent(host)}`));
  expect(response.status).toBe(400);
});

test('[V1] a script that could end its element early is not served', async () => {
  const bad = previewFrame(new Map([['/preview-frame.js', new TextEncoder().encode('"</script>"')]]));
  expect((await bad(new Request('http://127.0.0.1/preview-frame'))).status).toBe(404);
});
