import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * What a browser may do with our pages: run our script, apply our styles, load our fonts, talk to us. No inline
 * script, no inline style, no frame, and no way from a string into markup (Trusted Types).
 */
export const strictHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // Nothing to other sites. Not `no-referrer`: with it a browser says `Origin: null` of our own forms too.
  referrerPolicy: 'same-origin',
  // Plain HTTP on loopback: browsers ignore it there, and a city's proxy in front sets its own.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

/** Answers and pages are not kept by browsers or proxies; assets, which set their own lifetime, are. */
export const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};
