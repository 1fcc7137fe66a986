import type { FastifyInstance } from 'fastify';

/**
 * Security headers of every response. The pages carry their own strict policy of scripts and styles, with
 * hashes, in a meta tag, which a policy of scripts in the header would tighten until the hashes fail; the header
 * adds what a meta tag cannot say.
 */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const type = String(reply.getHeader('content-type') ?? '');
    const policy = type.startsWith('text/html')
      ? "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
      : "default-src 'none'; frame-ancestors 'none'";
    reply.headers({
      // A 304 has no type, and its headers replace those of the kept page: it must leave the policy as it is.
      ...(reply.statusCode !== 304 && { 'Content-Security-Policy': policy }),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': request.url.startsWith('/data/') ? 'cross-origin' : 'same-origin',
    });
  });
}
