import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topOf } from '../../../knowledge/search/top-of.ts';

const values = fc.array(fc.oneof(fc.constantFrom(0, 1, 2, -1), fc.double({ min: -3, max: 3, noNaN: true })), {
  maxLength: 30,
});

it('gives the places that sorting all of them would give, the earlier first where two are equal', () => {
  fc.assert(
    fc.property(values, fc.nat(12), (all, limit) => {
      const sorted = all
        .map((value, place) => ({ value, place }))
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value || a.place - b.place)
        .slice(0, limit)
        .map(({ place }) => place);
      expect(topOf(Float64Array.from(all), limit)).toEqual(sorted);
    }),
  );
});

it('gives nothing of nothing, and never a place whose value is 0 or below', () => {
  expect(topOf(new Float64Array(0), 5)).toEqual([]);
  expect(topOf(Float64Array.of(0, -1, 0), 5)).toEqual([]);
});
