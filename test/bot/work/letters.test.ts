import { expect, it } from 'vitest';
import { requestNamed } from '../../../bot/work/desk-commands.ts';
import { lettersOf } from '../../../bot/work/letters.ts';

it('every number can be typed: it has a digit, and is told from two words', () => {
  for (let key = 0; key < 5_000; key += 1) {
    const number = lettersOf(['web', 'tab', String(key)]);
    expect(requestNamed(number)).toBe(number);
  }
});

it('is the same for the same key, and another for another', () => {
  expect(lettersOf(['a', 'b'])).toBe(lettersOf(['a', 'b']));
  const numbers = new Set(Array.from({ length: 5_000 }, (_, key) => lettersOf([String(key)])));
  expect(numbers.size).toBe(5_000);
});
