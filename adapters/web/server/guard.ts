import { networkInterfaces, hostname as ownName } from 'node:os';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './problem.ts';

/** The names and the port that a request's Host header may carry. */
export interface OwnAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Answers only to our own names. A page on another site can point its own name at 127.0.0.1 (DNS rebinding) and would
 * then be of the same origin as we are; its requests still carry that name in Host.
 */
export function onlyOwnHost(own: () => OwnAddress): MiddlewareHandler {
  return async (c, next) => {
    const { host, port } = own();
    const asked = parseHost(c.req.header('host') ?? '');
    if (asked === null || asked.port !== port || !namesOf(host).has(asked.name))
      return refuse(c, 'WRONG_HOST');
    return next();
  };
}

/**
 * Refuses what another site's page sends. Browsers state where a request comes from in Origin and Sec-Fetch-Site;
 * programs without either (curl, a batch check) are let through, for they hold nobody's session.
 */
export const onlySameOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  // `none` is a person typing the address, which can only be a GET.
  const siteAllowed =
    site === undefined || site === 'same-origin' || (site === 'none' && c.req.method === 'GET');
  if (!siteAllowed || (origin !== undefined && origin !== `http://${c.req.header('host')}`)) {
    return refuse(c, 'FOREIGN_ORIGIN');
  }
  return next();
};

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
