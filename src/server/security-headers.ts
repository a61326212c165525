const contentSecurityPolicy = [
  "default-src 'none'",
  // WebAssembly may be compiled (the pack reader is such a kernel); eval of text may not.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  // The preview of a post, which has a policy of its own.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // "galley" is the app's own; the others are made by DOMPurify and by ProseMirror when it reads the clipboard.
  'trusted-types galley dompurify ProseMirrorClipboard',
].join('; ');

/**
 * Goes with every answer: nothing but our own scripts, styles and requests; no framing, no sniffing, no referrer, no
 * handle on the window from elsewhere, no use of the answer by another origin, no device permissions.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=()',
};

/** The same answer with the security headers on it. One that has a content policy already keeps it. */
export function withSecurityHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (name !== 'content-security-policy' || !headers.has(name)) headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
