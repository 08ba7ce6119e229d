import { expect, it } from 'vitest';
import { dayInJapan, readDay } from '../../../knowledge/organisation/day.ts';

it.each([
  ['2026-11-24', '2026-11-24'],
  ['2026/11/24', '2026-11-24'],
  ['2026/1/5', '2026-01-05'],
  ['2024-02-29', '2024-02-29'],
])('%s is a day', (text, day) => {
  expect(readDay(text)).toBe(day);
});

it.each([
  '',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-1-5',
  '26/11/24',
  '2026-11/24',
  '20261124',
  '2026-11-24 ',
  '令和8年11月24日',
])('「%s」 is none', (text) => {
  expect(readDay(text)).toBeNull();
});

it('a day begins at midnight in Japan', () => {
  expect(dayInJapan(new Date('2026-11-23T14:59:59Z'))).toBe('2026-11-23');
  expect(dayInJapan(new Date('2026-11-23T15:00:00Z'))).toBe('2026-11-24');
});
