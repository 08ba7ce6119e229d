import { createHash } from 'node:crypto';

/** Letters that are not taken for one another when read aloud or copied by hand (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * An application's number, `K7QF-2M9D`, made from the message that filed it: the same message delivered twice files once.
 * 40 bits: among 100,000 applications two are alike with a chance of one in 200, and the second is then refused by the
 * store as a conflict, never mixed with the first.
 */
export function requestNumber(channel: string, conversation: string, message: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([channel, conversation, message]))
    .digest();
  const letters = Array.from(hash.subarray(0, 8), (byte) => LETTERS[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** The stream that an application's events are kept in. */
export function streamOf(number: string): string {
  return `request/${number}`;
}

/** The number of a stream's application, or null for any other stream. */
export function numberOf(stream: string): string | null {
  return /^request\/([0-9A-Z]{4}-[0-9A-Z]{4})$/u.exec(stream)?.[1] ?? null;
}
