import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfter, retryDelay } from '../../../../bot/store/queues/backoff.ts';

const NOW = new Date('2026-04-01T00:00:00.000Z');
const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before the next attempt', () => {
  it('doubles from two seconds to ten minutes, half of it by chance', () => {
    expect([1, 2, 3, 9, 10, 11, 5000].map((attempt) => retryDelay(attempt, 0))).toEqual([
      1000, 2000, 4000, 256_000, 300_000, 300_000, 300_000,
    ]);
    expect(retryDelay(1, 0.5)).toBe(1500);
    expect(retryDelay(40, 0.999999)).toBe(600_000);
  });

  it('is never less than what the other side asked for, and never more than a day beyond it', () => {
    fc.assert(
      fc.property(fc.nat(100), jitter, fc.nat(1e10), (attempt, drawn, asked) => {
        const delay = retryDelay(attempt, drawn, asked);
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(Math.max(1000, Math.min(asked, 86_400_000)));
        expect(delay).toBeLessThanOrEqual(86_402_000);
      }),
    );
  });

  it('does not grow shorter with a further failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), jitter, (attempt, drawn) => {
        expect(retryDelay(attempt + 1, drawn)).toBeGreaterThanOrEqual(retryDelay(attempt, drawn));
      }),
    );
  });
});

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Wed, 01 Apr 2026 00:01:00 GMT', 60_000],
  ['Wed, 01 Apr 2026 00:00:00 GMT', 0],
  ['Tue, 31 Mar 2026 23:00:00 GMT', 0],
  ['-5', 0],
  ['1.5', 0],
  ['soon', 0],
  ['2026-04-02', 0],
  ['Wed, 99 Apr 2026 99:00:00 GMT', 0],
  ['', 0],
  [null, 0],
  [undefined, 0],
])('reads Retry-After: %s', (header, ms) => {
  expect(retryAfter(header, NOW)).toBe(ms);
});
