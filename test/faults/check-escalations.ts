import type { Alert, CaseEvent } from '../../bot/work/cases/case-events.ts';
import { eventOf } from './arrivals.ts';
import { type CaseOnRecord, personAt, type RunRecord } from './run-record.ts';

const MINUTE_MS = 60_000;
/** What was done at the same instant is looked at again a few seconds later. */
const PATIENCE_MS = 60_000;

type Escalated = Extract<CaseEvent, { type: 'escalated' }>;

export interface EscalationsChecked {
  readonly faults: readonly string[];
  readonly escalations: number;
  /** Of them those because an alert could not be delivered. */
  readonly undelivered: number;
}

/**
 * Every alert that nobody acknowledged went further at the pack's times, never before, never after somebody did, and at
 * once where it reached nobody: once for each alert that did not.
 */
export function checkEscalations(run: RunRecord, cases: readonly CaseOnRecord[]): EscalationsChecked {
  const faults: string[] = [];
  let escalations = 0;
  let undelivered = 0;
  for (const one of cases)
    for (const [root, at] of rootsOf(one)) {
      const chain = one.events.filter(
        (event): event is Escalated => event.type === 'escalated' && event.data.alert === root.id,
      );
      escalations += chain.length;
      const atOnce = chain.filter(({ data }) => data.cause === 'undelivered').length;
      undelivered += atOnce;
      const name = `${one.number} ${root.id}`;
      const unheard = unheardIn(one, root, run);
      if (atOnce > unheard)
        faults.push(`escalated too often: ${name}, ${atOnce} times for ${unheard} alerts`);
      faults.push(...timesOf(one, root, at, chain, run).map((fault) => `${fault}: ${name}`));
    }
  return { faults, escalations, undelivered };
}

function rootsOf({ events }: CaseOnRecord): readonly (readonly [Alert, number])[] {
  return events.flatMap((event) =>
    event.type === 'alerted' ? event.data.alerts.map((alert) => [alert, event.at.getTime()] as const) : [],
  );
}

/** The moments of one chain held against the pack's minutes, counted anew from one to the next. */
function timesOf(
  one: CaseOnRecord,
  root: Alert,
  begins: number,
  chain: readonly Escalated[],
  { times, looks }: RunRecord,
): string[] {
  const ids = new Set([root.id, ...chain.flatMap(({ data }) => data.alerts.map(({ id }) => id))]);
  const received = one.events.find(({ type, data }) => type === 'acknowledged' && ids.has(data.alert));
  const ended = received ?? one.events.findLast(({ type }) => type === 'closed');
  const end = ended?.at.getTime() ?? Number.POSITIVE_INFINITY;
  // Where the chain stands at last: what should have followed, and did not.
  const moments = [...chain.map(({ at }) => at.getTime()), Number.POSITIVE_INFINITY];
  return moments.flatMap((at, i) => {
    const [before, event] = [chain[i - 1], chain[i]];
    const due = (before?.at.getTime() ?? begins) + minutesAfter(i, before, times) * MINUTE_MS;
    const faults: string[] = [];
    const missed = looks.some(({ from, to }) => from >= due && to + PATIENCE_MS < Math.min(at, end));
    if (missed && root.pace !== 'open') faults.push('escalated too late');
    if (event !== undefined && at > end) faults.push('escalated after its end');
    // Nobody at all was found: said at once.
    const isEmpty = i === 0 && root.persons.length === 0;
    if (event?.data.cause === 'unacknowledged' && at < due && !isEmpty) faults.push('escalated too early');
    return faults;
  });
}

function minutesAfter(step: number, before: Escalated | undefined, times: RunRecord['times']): number {
  if (before?.data.exhausted === true) return times.repeatEvery;
  if (step === 0) return times.deputyAfter;
  return step === 1 ? times.aboveAfter - times.deputyAfter : times.thenEvery;
}

/** How many alerts of a chain reached none of those whom they name. */
function unheardIn({ number, events }: CaseOnRecord, root: Alert, run: RunRecord): number {
  return events.flatMap((event, i) => {
    if (event.type !== 'alerted' && event.type !== 'escalated') return [];
    return event.data.alerts.filter(({ id, of, persons }) => {
      if (id !== root.id && of !== root.id) return false;
      return !run.arrivals.some((arrival) => {
        const from = eventOf(arrival);
        if (from.number !== number || from.version !== i + 1) return false;
        return persons.includes(personAt(arrival.address, run));
      });
    });
  }).length;
}
