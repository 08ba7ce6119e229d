import type { Alert } from '../../bot/work/cases/case-events.ts';
import { eventOf } from './arrivals.ts';
import { type CaseOnRecord, personAt, type RunRecord } from './run-record.ts';

/** What became of the alerts. */
export interface AlertsChecked {
  readonly faults: readonly string[];
  /** Persons named by first alerts who got them. */
  readonly delivered: number;
  /** Persons named by first alerts whom no channel reaches: it went past them, to others. */
  readonly past: number;
}

/** An alert with the version of the event by which it was told. */
interface Told {
  readonly alert: Alert;
  readonly version: number;
  readonly by: string;
  readonly isFirst: boolean;
}

/** Every alert came to everybody whom it names by every channel, or it is on record that it could not, and somebody else was told. */
export function checkAlerts(run: RunRecord, cases: readonly CaseOnRecord[]): AlertsChecked {
  const arrived = new Set(
    run.arrivals.map((arrival) => {
      const { number, version } = eventOf(arrival);
      return `${number} ${version} ${arrival.channel} ${personAt(arrival.address, run)}`;
    }),
  );
  const faults: string[] = [];
  let delivered = 0;
  let past = 0;
  for (const one of cases) {
    const { number } = one;
    const has = ({ version }: Pick<Told, 'version'>, person: string) =>
      run.channels.some((channel) => arrived.has(`${number} ${version} ${channel} ${person}`));
    for (const told of toldIn(one)) {
      const { alert, version, isFirst } = told;
      const name = `${number} ${alert.id}`;
      for (const person of alert.persons) {
        // Who reports to themselves, or acts, knows of it.
        if (person === told.by) continue;
        for (const channel of run.channels)
          if (!arrived.has(`${number} ${version} ${channel} ${person}`) && !isGivenUp(one, person, channel))
            faults.push(`${isFirst ? 'lost first alert' : 'lost alert'}: ${name} to ${person} by ${channel}`);
        if (!isFirst) continue;
        if (has(told, person)) delivered += 1;
        else past += 1;
        if (!has(told, person) && !isHeardOtherwise(one, told, has))
          faults.push(`lost first alert: ${name} did not reach ${person}, and went to nobody else`);
      }
    }
  }
  return { faults, delivered, past };
}

function toldIn({ events, reported }: CaseOnRecord): readonly Told[] {
  return events.flatMap((event, i) => {
    if (event.type !== 'alerted' && event.type !== 'escalated') return [];
    const isFirst = event.type === 'alerted' && event.at.getTime() === reported.at.getTime();
    return event.data.alerts.map((alert) => ({ alert, version: i + 1, by: event.by, isFirst }));
  });
}

/** It is on record that this person could not be reached by this channel. */
function isGivenUp({ events }: CaseOnRecord, person: string, channel: string): boolean {
  return events.some(
    ({ type, data }) => type === 'undelivered' && data.person === person && data.channel === channel,
  );
}

/** Another of those whom it names has it, or somebody whom it went to after; or it is on record that nobody is left. */
function isHeardOtherwise(
  one: CaseOnRecord,
  told: Told,
  has: (told: Pick<Told, 'version'>, person: string) => boolean,
): boolean {
  const { alert, by } = told;
  if (alert.persons.some((person) => person === by || has(told, person))) return true;
  const after = toldIn(one).filter((other) => other.alert.of === alert.id);
  if (after.some((other) => other.alert.persons.some((person) => has(other, person)))) return true;
  return one.events.some(
    ({ type, data }) => type === 'escalated' && data.alert === alert.id && data.exhausted,
  );
}
