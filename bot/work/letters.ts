import { createHash } from 'node:crypto';

/** Letters that are not taken for one another when read aloud or copied by hand (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A number as people read it, `K7QF-2M9D`, made from what names a thing for all time: the same key gives the same number, with a digit in it.
 * 40 bits: among 100,000 numbers two are alike with a chance of one in 200, and the second is then refused by the
 * store as a conflict, never mixed with the first.
 */
export function lettersOf(key: readonly string[]): string {
  for (let turn = 0; ; turn += 1) {
    // The first is what numbers have always been made of: those that exist stay as they are.
    const hash = createHash('sha256')
      .update(JSON.stringify(turn === 0 ? key : [...key, turn]))
      .digest();
    const letters = Array.from(hash.subarray(0, 8), (byte) => LETTERS[byte % 32]).join('');
    // Letters alone may be two words, and are not known again where they are typed.
    if (/\d/u.test(letters)) return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  }
}
