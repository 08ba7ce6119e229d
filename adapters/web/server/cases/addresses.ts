import { CASES } from '../../wire.ts';

/** Where the pages of one case are. */

export function caseHref(number: string): string {
  return `${CASES}/${encodeURIComponent(number)}`;
}

export function reportHref(number: string, report: string): string {
  return `${caseHref(number)}/reports/${encodeURIComponent(report)}`;
}

export function editHref(number: string, report: string): string {
  return `${reportHref(number, report)}/edit`;
}

/** The chat, with the case's number said: what can be done stands on its card there. */
export function chatHref(number: string): string {
  return `/?case=${encodeURIComponent(number)}`;
}

export const REGISTER = `${CASES}.csv`;
