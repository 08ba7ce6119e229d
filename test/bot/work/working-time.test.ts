import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterWorkingTime,
  isWorkingDay,
  localDate,
  type WorkingHours,
  workingDay,
} from '../../../bot/work/working-time.ts';

const hours: WorkingHours = {
  offset: 540,
  from: 8 * 60 + 30,
  to: 17 * 60 + 15,
  closed: ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03'],
};
const jst = (text: string) => new Date(`${text}+09:00`);
const later = (start: string, minutes: number) => afterWorkingTime(jst(start), minutes, hours).toISOString();
const at = (text: string) => jst(text).toISOString();

describe('working time', () => {
  it('passes while the city works, and stands still at night, on weekends and on holidays', () => {
    expect(later('2026-11-24T09:00', 240)).toBe(at('2026-11-24T13:00'));
    expect(later('2026-11-24T15:00', 240)).toBe(at('2026-11-25T10:15'));
    // Friday evening; Monday 2026-11-23 is 勤労感謝の日.
    expect(later('2026-11-20T17:00', 240)).toBe(at('2026-11-24T12:15'));
    expect(later('2026-11-21T12:00', 60)).toBe(at('2026-11-24T09:30'));
    expect(later('2026-11-24T03:00', 0)).toBe(at('2026-11-24T08:30'));
  });

  it('knows holidays that move, substitutes, and the turn of the year', () => {
    for (const date of ['2026-05-06', '2026-09-22', '2026-10-12', '2026-12-29', '2027-01-03', '2026-11-28'])
      expect([date, isWorkingDay(date, hours)]).toEqual([date, false]);
    for (const date of ['2026-12-28', '2027-01-04', '2026-11-24'])
      expect([date, isWorkingDay(date, hours)]).toEqual([date, true]);
    expect(later('2026-12-28T17:15', workingDay(hours))).toBe(at('2027-01-04T17:15'));
  });

  it('of a day is counted in local days, whatever the day in UTC', () => {
    expect(localDate(jst('2026-11-24T00:30'), hours)).toBe('2026-11-24');
    expect(localDate(jst('2026-11-24T23:30'), hours)).toBe('2026-11-24');
  });

  it('adds up: first some and then the rest is all of it at once, and never ends earlier', () => {
    const instant = fc.date({
      min: jst('2026-01-01T00:00'),
      max: jst('2028-12-31T00:00'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.nat(3000), fc.nat(3000), (start, one, other) => {
        const minute = new Date(Math.floor(start.getTime() / 60_000) * 60_000);
        const first = afterWorkingTime(minute, one, hours);
        expect(first.getTime()).toBeGreaterThanOrEqual(minute.getTime());
        const whole = afterWorkingTime(minute, one + other, hours);
        if (other > 0) expect(afterWorkingTime(first, other, hours)).toEqual(whole);
        expect(isWorkingDay(localDate(whole, hours), hours)).toBe(true);
      }),
    );
  });
});
