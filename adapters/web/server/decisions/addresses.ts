import { FLOWS } from '../../wire.ts';

/** Where the pages of one guided decision are. */

export function flowHref(flow: string): string {
  return `${FLOWS}/${encodeURIComponent(flow)}`;
}

export function diagramHref(flow: string): string {
  return `${flowHref(flow)}.svg`;
}

/** @param outcome the number of the outcome to jump to. */
export function signOffHref(flow: string, outcome?: number): string {
  return `${flowHref(flow)}/sign-off${outcome === undefined ? '' : `#${outcomeAnchor(outcome)}`}`;
}

export function outcomeAnchor(outcome: number): string {
  return `outcome-${outcome}`;
}
