import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** One of our cookies: out of reach of scripts, and not sent along with what another site's page posts. */
export interface OwnCookie {
  read(c: Context): string | null;
  /** @param maxAge in seconds */
  write(c: Context, value: string, maxAge: number): void;
  clear(c: Context): void;
}

/**
 * @param secure over https. The name then begins with `__Host-`, which browsers take only from this very host, over
 * https and for the whole host: no neighbour under the same domain can put one in its place.
 */
export function ownCookie(name: string, secure: boolean): OwnCookie {
  const fullName = secure ? `__Host-${name}` : name;
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const;
  return {
    read: (c) => getCookie(c, fullName) ?? null,
    write: (c, value, maxAge) => setCookie(c, fullName, value, { ...attributes, maxAge }),
    clear: (c) => void deleteCookie(c, fullName, attributes),
  };
}
