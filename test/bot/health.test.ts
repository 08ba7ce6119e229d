import { expect, test } from 'vitest';
import { type HealthParts, readHealth } from '../../bot/health.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const health = (parts: Partial<HealthParts>) =>
  readHealth({
    policy: 'abc',
    readStore: async () => null,
    oldestUndelivered: null,
    now: () => NOW,
    ...parts,
  });

test('all is well where the store answers and nothing waits', async () => {
  const well = { status: 'ok', policy: 'abc', store: true, oldestUndeliveredSeconds: null };
  expect(await health({})).toEqual(well);
  expect(await health({ oldestUndelivered: async () => null })).toEqual(well);
  expect(await health({ readStore: null })).toEqual({ ...well, store: null });
});

test.each([
  [0, 'ok'],
  [900, 'ok'],
  [901, 'late'],
  [86_400, 'late'],
])('a message that has waited for %i seconds: %s', async (seconds, status) => {
  expect(await health({ oldestUndelivered: async () => ago(seconds) })).toMatchObject({
    status,
    store: true,
    oldestUndeliveredSeconds: seconds,
  });
});

test('a clock that was set back makes nothing wait for less than no time', async () => {
  expect(await health({ oldestUndelivered: async () => ago(-60) })).toMatchObject({
    oldestUndeliveredSeconds: 0,
  });
});

test.each<[string, Partial<HealthParts>]>([
  ['a store that refuses', { readStore: () => Promise.reject(new Error('disk full')) }],
  ['an outbox that refuses', { oldestUndelivered: () => Promise.reject(new Error('disk full')) }],
  ['a store that never answers', { readStore: () => new Promise(() => undefined) }],
])('%s fails, and says no more', async (_, parts) => {
  expect(await health(parts)).toEqual({
    status: 'failing',
    policy: 'abc',
    store: false,
    oldestUndeliveredSeconds: null,
  });
});
