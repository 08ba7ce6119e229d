import type { Context } from 'hono';
import { z } from 'zod';
import type { OwnCookie } from './cookies.ts';
import type { Attempt } from './provider.ts';
import type { Seal } from './seal.ts';

/** Long enough for a second factor, short enough that a tab left open overnight starts again. */
const PATIENCE_S = 10 * 60;

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
});

export interface KeptAttempt extends Attempt {
  /** The path to come back to. */
  readonly back: string;
}

/** What is kept in the browser between leaving for the provider and coming back. */
export class AttemptCookie {
  readonly #cookie: OwnCookie;
  readonly #seal: Seal;
  readonly #now: () => Date;

  constructor(cookie: OwnCookie, seal: Seal, now: () => Date) {
    this.#cookie = cookie;
    this.#seal = seal;
    this.#now = now;
  }

  async keep(c: Context, { state, nonce, verifier, back }: KeptAttempt): Promise<void> {
    const endsAt = Math.floor(this.#now().getTime() / 1000) + PATIENCE_S;
    this.#cookie.write(c, await this.#seal.close({ state, nonce, verifier, back }, endsAt), PATIENCE_S);
  }

  /** Takes it out: an attempt is good for one return, whatever comes of it. */
  async take(c: Context): Promise<KeptAttempt | null> {
    const sealed = this.#cookie.read(c);
    if (sealed === null) return null;
    this.#cookie.clear(c);
    const read = attemptSchema.safeParse(await this.#seal.open(sealed, this.#now()));
    return read.success ? read.data : null;
  }
}
