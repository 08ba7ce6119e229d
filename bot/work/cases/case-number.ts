import { lettersOf } from '../letters.ts';

/** A case's number, `C-K7QF-2M9D`, made from what names the report for all time: filed again, it is the same case. */
export function caseNumber(key: string): string {
  return `C-${lettersOf(['case', key])}`;
}

/** The number of the case that a step of another one opens: known before there is that case. */
export function openedNumber(number: string, step: string): string {
  return `C-${lettersOf(['opened', number, step])}`;
}

/** The stream that a case's events are kept in. */
export function caseStream(number: string): string {
  return `case/${number}`;
}

/** The number of a stream's case, or null for any other stream. */
export function caseOf(stream: string): string | null {
  return /^case\/(C-[0-9A-Z]{4}-[0-9A-Z]{4})$/u.exec(stream)?.[1] ?? null;
}
