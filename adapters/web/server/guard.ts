import { networkInterfaces, hostname as ownName } from 'node:os';
import type { Context, MiddlewareHandler } from 'hono';
import { refuse } from './problem.ts';

/** Where we listen, and where people reach us. */
export interface OwnAddress {
  readonly host: string;
  readonly port: number;
  /** The origin of a proxy in front, `https://desk.city.example.jp`; null where there is none. */
  readonly publicUrl: string | null;
}

/**
 * Answers only to our own names. A page on another site can point its own name at 127.0.0.1 (DNS rebinding) and would
 * then be of the same origin as we are; its requests still carry that name in Host.
 */
export function onlyOwnHost(own: () => OwnAddress): MiddlewareHandler {
  return async (c, next) => {
    const { host, port, publicUrl } = own();
    const header = c.req.header('host') ?? '';
    if (publicUrl !== null && header.toLowerCase() === new URL(publicUrl).host) return next();
    const asked = parseHost(header);
    const ours = asked !== null && asked.port === port && namesOf(host).has(asked.name);
    // Behind a proxy our own names serve only whoever watches over the process: a page there would have no secure cookies.
    return ours && (publicUrl === null || c.req.path === '/healthz') ? next() : refuse(c, 'WRONG_HOST');
  };
}

/** Refuses what another site's page sends. */
export function onlySameOrigin(own: () => OwnAddress): MiddlewareHandler {
  return async (c, next) => (isFromOwnPage(c, own()) ? next() : refuse(c, 'FOREIGN_ORIGIN'));
}

/**
 * Whether a request comes from a page of ours. Browsers state where a request comes from in Origin and Sec-Fetch-Site;
 * programs without either (curl, a batch check) are let through, for they hold nobody's session.
 */
export function isFromOwnPage(c: Context, own: OwnAddress): boolean {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  // `none` is a person typing the address, which can only be a GET.
  const siteAllowed =
    site === undefined || site === 'same-origin' || (site === 'none' && c.req.method === 'GET');
  return siteAllowed && (origin === undefined || origin === originOf(c, own));
}

/** The origin of the address that the person sees; Host has been checked before. */
export function originOf(c: Context, { publicUrl }: OwnAddress): string {
  return publicUrl ?? `http://${c.req.header('host')}`;
}

function parseHost(header: string): { name: string; port: number } | null {
  const match = /^(\[[0-9a-f:.]+\]|[^:@/?#\s]+)(?::(\d{1,5}))?$/i.exec(header);
  if (match?.[1] === undefined) return null;
  return { name: match[1].toLowerCase(), port: match[2] === undefined ? 80 : Number(match[2]) };
}

function namesOf(host: string): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  if (host === '0.0.0.0' || host === '::') {
    names.push(ownName().toLowerCase());
    for (const list of Object.values(networkInterfaces())) {
      for (const { address } of list ?? []) names.push(bracketed(address));
    }
  } else {
    names.push(bracketed(host.toLowerCase()));
  }
  return new Set(names);
}

/** An IPv6 address as addresses on the web write it: `::1` → `[::1]`. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
