import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitByMarks } from '../../../../adapters/web/page/messages/split-by-marks.ts';

test('a mark stands out from what is around it', () => {
  expect(
    splitByMarks('個人の端末を使う', [[3, 5]]).map(({ text, marked }) => (marked ? `[${text}]` : text)),
  ).toEqual(['個人の', '[端末]', 'を使う']);
});

test('the pieces joined are the text, whatever the marks', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.integer(), fc.integer())), (text, marks) => {
      const pieces = splitByMarks(text, marks);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(pieces.every((piece) => piece.text !== '')).toBe(true);
    }),
  );
});
