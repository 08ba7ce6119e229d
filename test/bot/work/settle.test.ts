import { expect, test } from 'vitest';
import { settle } from '../../../bot/work/settle.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
/** 10 s after the first attempt, 20 s after the second, and what was asked for on top. */
const delay = (attempt: number, askedMs: number) => attempt * 10_000 + askedMs;
const after = (inMs: number) => ({ inMs, at: new Date(NOW.getTime() + inMs) });

test('what was delivered is over', () => {
  expect(settle({ type: 'delivered', receipt: '250 OK' }, 1, NOW, delay)).toEqual({
    type: 'delivered',
    receipt: '250 OK',
  });
});

test.each([
  [1, null, 10_000],
  [3, null, 30_000],
  [1, 300_000, 310_000],
  [9_999, null, 99_990_000],
])(
  'a failure (attempt %i, asked to wait %s ms) is tried again, however often',
  (attempt, retryAfterMs, inMs) => {
    const outcome = { type: 'failed', code: 'SMTP_450', retryAfterMs, permanent: false } as const;
    expect(settle(outcome, attempt, NOW, delay)).toEqual({ type: 'retry', code: 'SMTP_450', ...after(inMs) });
  },
);

test('what may have arrived is sent again, and marked', () => {
  expect(settle({ type: 'uncertain', code: 'SMTP_TIMED_OUT' }, 2, NOW, delay)).toEqual({
    type: 'resend',
    code: 'SMTP_TIMED_OUT',
    ...after(20_000),
  });
});

test('only what would be refused again is given up', () => {
  const outcome = { type: 'failed', code: 'SMTP_550', retryAfterMs: null, permanent: true } as const;
  expect(settle(outcome, 1, NOW, delay)).toEqual({ type: 'give-up', code: 'SMTP_550' });
});
