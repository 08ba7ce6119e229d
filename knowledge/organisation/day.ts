import type { Day } from './directory.ts';

/** 2026-11-24, and as spreadsheets write it back: 2026/11/24, 2026/1/5. */
const WRITTEN = /^(\d{4})(?:-(\d{2})-(\d{2})|\/(\d{1,2})\/(\d{1,2}))$/u;

/** A day of the calendar, or null where the text names none: `2026-02-30` does not exist. */
export function readDay(text: string): Day | null {
  const match = WRITTEN.exec(text);
  if (match === null) return null;
  const [, year = '', isoMonth, isoDay, month = isoMonth ?? '', date = isoDay ?? ''] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? asDay(day) : null;
}

/** The day that a moment falls on in Japan (UTC+9, without summer time). */
export function dayInJapan(moment: Date): Day {
  return asDay(new Date(moment.getTime() + 9 * 3_600_000).toISOString().slice(0, 10));
}

function asDay(text: string): Day {
  return text as Day;
}
