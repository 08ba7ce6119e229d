import holidayJp from '@holiday-jp/holiday_jp';

/** When a city works: the pack says it. Times are minutes after local midnight. */
export interface WorkingHours {
  /** Minutes east of UTC: Japan, which has no summer time, is 540. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
  /** Days of every year on which it is closed beside Saturdays, Sundays and holidays: `12-29`. */
  readonly closed: readonly string[];
}

/** Hours as a pack has them: 「08:30」. */
export function readHours(hours: {
  readonly from: string;
  readonly to: string;
  readonly closed: readonly string[];
}): WorkingHours {
  const minutes = (time: string) => {
    const [hour, minute] = time.split(':').map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
  };
  return { offset: JAPAN_MINUTES, from: minutes(hours.from), to: minutes(hours.to), closed: hours.closed };
}

/** Japan has no summer time. */
const JAPAN_MINUTES = 9 * 60;
const MINUTE = 60_000;
const DAY = 24 * 60;

/** A local day as text, `2026-11-24`. */
export function localDate(at: Date, { offset }: Pick<WorkingHours, 'offset'>): string {
  return new Date(at.getTime() + offset * MINUTE).toISOString().slice(0, 10);
}

/** Whether a city works on a local day. Holidays are those of the law (国民の祝日に関する法律), substitutes included. */
export function isWorkingDay(date: string, { closed }: WorkingHours): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !(date in holidayJp.holidays) && !closed.includes(date.slice(5));
}

/** How many working minutes a day has. */
export function workingDay({ from, to }: WorkingHours): number {
  return to - from;
}

/** The moment at which so many working minutes have gone by. Outside working hours the clock stands. */
export function afterWorkingTime(start: Date, minutes: number, hours: WorkingHours): Date {
  let left = minutes;
  let day = Date.parse(`${localDate(start, hours)}T00:00:00Z`) / MINUTE;
  // The minute of the local day, counted like `from` and `to`.
  let minute = start.getTime() / MINUTE + hours.offset - day;
  for (;;) {
    if (isWorkingDay(new Date(day * MINUTE).toISOString().slice(0, 10), hours)) {
      const begin = Math.max(minute, hours.from);
      const today = Math.max(0, hours.to - begin);
      if (left <= today) return new Date((day + begin + left - hours.offset) * MINUTE);
      left -= today;
    }
    day += DAY;
    minute = 0;
  }
}
