import { createHash } from 'node:crypto';

/** Letters that are not taken for one another when read aloud or copied by hand (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A number as people read it, `K7QF-2M9D`, made from what names a thing for all time: the same key gives the same number.
 * 40 bits: among 100,000 numbers two are alike with a chance of one in 200, and the second is then refused by the
 * store as a conflict, never mixed with the first.
 */
export function lettersOf(key: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest();
  const letters = Array.from(hash.subarray(0, 8), (byte) => LETTERS[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
