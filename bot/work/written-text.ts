import { LIMITS } from '../messages/limits.ts';

/** Marks that turn the direction of everything after them (Unicode UAX #9 §2). */
const ISOLATE = '\u2068';
const POP = '\u2069';

/**
 * What a person wrote, as text and nothing else: kept apart from the words around it, so that a mark of direction in it
 * turns only itself, and cut into pieces that every channel can show.
 */
export function writtenText(text: string): string[] {
  const pieces: string[] = [];
  const most = LIMITS.paragraph - 2;
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + most, text.length);
    // Half of a surrogate pair is no letter.
    if (end < text.length && /[\uD800-\uDBFF]/u.test(text[end - 1] ?? '')) end -= 1;
    pieces.push(`${ISOLATE}${text.slice(at, end)}${POP}`);
    at = end;
  }
  return pieces;
}
