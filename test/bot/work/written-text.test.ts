import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIMITS } from '../../../bot/messages/limits.ts';
import { writtenText } from '../../../bot/work/written-text.ts';

it('what people wrote is shown whole, in pieces that fit, each turned only in itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 9_000 }), (words) => {
      const pieces = writtenText(words);
      expect(pieces.map((piece) => piece.slice(1, -1)).join('')).toBe(words);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(LIMITS.paragraph);
        expect([piece.at(0), piece.at(-1)]).toEqual(['\u2068', '\u2069']);
        expect(piece.isWellFormed()).toBe(words.isWellFormed());
      }
    }),
    { numRuns: 50 },
  );
});
