import { type AlertsChecked, checkAlerts } from './check-alerts.ts';
import { type ArrivalsChecked, checkArrivals } from './check-arrivals.ts';
import { checkEscalations, type EscalationsChecked } from './check-escalations.ts';
import { checkReports } from './check-reports.ts';
import { type CaseOnRecord, casesOf, type RunRecord } from './run-record.ts';

export interface RunChecked {
  /** One line each: what was found wrong. */
  readonly faults: readonly string[];
  readonly cases: readonly CaseOnRecord[];
  readonly alerts: AlertsChecked;
  readonly escalations: EscalationsChecked;
  readonly arrivals: ArrivalsChecked;
}

/** Holds what a run left on record against what people were told and what came to them. */
export function checkRun(run: RunRecord): RunChecked {
  const cases = casesOf(run);
  const alerts = checkAlerts(run, cases);
  const escalations = checkEscalations(run, cases);
  const arrivals = checkArrivals(run, cases);
  const faults = [...checkReports(run, cases), ...alerts.faults, ...escalations.faults, ...arrivals.faults];
  return { faults, cases, alerts, escalations, arrivals };
}
