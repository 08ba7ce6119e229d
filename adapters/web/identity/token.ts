import { createHash, timingSafeEqual } from 'node:crypto';

/** The name of the field that carries a form's token. */
export const TOKEN_FIELD = 'token';

/** Whether a form carries the token it was given. Takes as long for a near miss as for a far one. */
export function sameToken(given: unknown, expected: string | null): boolean {
  if (typeof given !== 'string' || expected === null || expected === '') return false;
  return timingSafeEqual(digest(given), digest(expected));
}

/** Of one length whatever came in, as the comparison needs it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
