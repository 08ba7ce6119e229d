import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import type { EndedSessions } from '../../../bot/ended-sessions.ts';
import type { OwnCookie } from './cookies.ts';
import type { Seal } from './seal.ts';

/** A sign-in that still holds. */
export interface Session {
  /** Drawn anew at every sign-in. */
  readonly id: string;
  readonly person: string;
  /** Goes into every form that changes something. */
  readonly token: string;
  /** Seconds since 1970: the sign-in, and the last time that the person did something. */
  readonly signedInAt: number;
  readonly seenAt: number;
}

/** A working day. After it the provider is asked again, which is where accounts are closed first. */
export const LONGEST_S = 8 * 60 * 60;
/** An hour's meeting without signing in again; a desk left for longer is not. */
export const IDLE_S = 60 * 60;
/** How often the cookie is written anew while somebody works. */
const RENEW_AFTER_S = 5 * 60;

const payloadSchema = z.object({
  jti: z.string(),
  sub: z.string(),
  token: z.string(),
  auth_time: z.number(),
  seen: z.number(),
});

/**
 * Sessions live in their cookie alone. What the server remembers is which were ended before their time, so that a copy
 * of a cookie is worth nothing after signing out.
 */
export class Sessions {
  readonly #cookie: OwnCookie;
  readonly #seal: Seal;
  readonly #now: () => Date;
  readonly #ended: EndedSessions;

  constructor(cookie: OwnCookie, seal: Seal, ended: EndedSessions, now: () => Date) {
    this.#cookie = cookie;
    this.#seal = seal;
    this.#ended = ended;
    this.#now = now;
  }

  /** The session that a request comes with, or null; a cookie that holds none is cleared. */
  async read(c: Context): Promise<Session | null> {
    const sealed = this.#cookie.read(c);
    if (sealed === null) return null;
    const now = this.#seconds();
    const session = sessionOf(await this.#seal.open(sealed, this.#now()));
    if (session !== null && session.seenAt <= now && !(await this.#ended.has(session.id))) return session;
    this.#cookie.clear(c);
    return null;
  }

  /** Notes that the person is still there. */
  async renew(c: Context, session: Session): Promise<void> {
    const now = this.#seconds();
    if (now - session.seenAt >= RENEW_AFTER_S) await this.#write(c, { ...session, seenAt: now });
  }

  /** Begins a session, and ends the one there was: nobody can have known the new one before. */
  async begin(c: Context, person: string): Promise<void> {
    const before = await this.read(c);
    if (before !== null) await this.#ended.add(before.id);
    const now = this.#seconds();
    await this.#write(c, { id: random(), person, token: random(), signedInAt: now, seenAt: now });
  }

  /** For every copy of its cookie. */
  async end(c: Context, session: Session | null): Promise<void> {
    this.#cookie.clear(c);
    if (session !== null) await this.#ended.add(session.id);
  }

  async #write(c: Context, session: Session): Promise<void> {
    const { id, person, token, signedInAt, seenAt } = session;
    const endsAt = Math.min(signedInAt + LONGEST_S, seenAt + IDLE_S);
    const payload = { jti: id, sub: person, token, auth_time: signedInAt, seen: seenAt };
    this.#cookie.write(c, await this.#seal.close(payload, endsAt), endsAt - seenAt);
  }

  #seconds(): number {
    return Math.floor(this.#now().getTime() / 1000);
  }
}

function sessionOf(payload: JWTPayload | null): Session | null {
  const read = payloadSchema.safeParse(payload);
  if (!read.success) return null;
  const { jti, sub, token, auth_time, seen } = read.data;
  return { id: jti, person: sub, token, signedInAt: auth_time, seenAt: seen };
}

/** 128 bits, as an address or a form may carry them. */
export function random(): string {
  return randomBytes(16).toString('base64url');
}
