import { type Arrival, eventOf } from './arrivals.ts';
import { type CaseOnRecord, personAt, type RunRecord } from './run-record.ts';
import { mayHearOf } from './who-may-hear.ts';

/** What was sent just before a kill may come to a service just after it. */
const ON_ITS_WAY_MS = 2_000;

export interface ArrivalsChecked {
  readonly faults: readonly string[];
  /** Second copies, each marked 再送. */
  readonly again: number;
}

/** What came, came in order, once or marked, and to nobody whom the case does not concern. */
export function checkArrivals(run: RunRecord, cases: readonly CaseOnRecord[]): ArrivalsChecked {
  const again = duplicates(run);
  return { faults: [...order(run), ...again.faults, ...outsiders(run, cases)], again: again.count };
}

/** Of one case to one person by one channel, nothing overtakes what was before it, nor does a second copy come after what follows. */
function order({ arrivals }: RunRecord): string[] {
  const last = new Map<string, Arrival>();
  return arrivals.flatMap((arrival) => {
    const key = `${arrival.number} ${arrival.address} ${arrival.channel}`;
    const before = last.get(key);
    last.set(key, arrival);
    if (before === undefined || eventOf(before).version <= eventOf(arrival).version) return [];
    return [`out of order: ${arrival.id} after ${before.id}`];
  });
}

/** A second copy says so, and comes only where the desk could not know that the first had arrived. */
function duplicates({ arrivals, deaths }: RunRecord) {
  const copies = new Map<string, Arrival[]>();
  const faults: string[] = [];
  let count = 0;
  for (const arrival of arrivals) {
    const before = copies.get(arrival.id) ?? [];
    copies.set(arrival.id, [...before, arrival]);
    const previous = before.at(-1);
    if (previous === undefined) continue;
    count += 1;
    if (!arrival.marked) faults.push(`came again without its mark: ${arrival.id}`);
    const died = deaths.some((at) => at > previous.at - ON_ITS_WAY_MS && at < arrival.at);
    if (!previous.unknown && !died)
      faults.push(`came again though it was known to have arrived: ${arrival.id}`);
  }
  return { faults, count };
}

function outsiders(run: RunRecord, cases: readonly CaseOnRecord[]): string[] {
  const byNumber = new Map(cases.map((one) => [one.number, one]));
  const faults = run.arrivals.flatMap((arrival) => {
    const person = personAt(arrival.address, run);
    const one = byNumber.get(arrival.number);
    if (one === undefined || eventOf(arrival).number !== arrival.number)
      return [`of no case: ${arrival.id} to ${person}`];
    if (run.directories.some(({ directory }) => mayHearOf(one, person, directory))) return [];
    return [`outside the chain: ${arrival.id} to ${person}`];
  });
  return [...new Set(faults)];
}
