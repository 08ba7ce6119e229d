/** Where the pages of the guided decisions are. */

export const FLOWS = '/flows';

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

/** @param facts as JSON. */
export function verdictHref(flow: string, facts: string): string {
  return `/outcomes/${encodeURIComponent(flow)}?facts=${encodeURIComponent(facts)}`;
}
