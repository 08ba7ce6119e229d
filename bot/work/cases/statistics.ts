import type { Case } from './case.ts';

/** How long something took, over several cases, in milliseconds. Null where there is nothing to measure. */
export interface Durations {
  readonly count: number;
  readonly median: number | null;
  /** Nine of ten took no longer. */
  readonly ninth: number | null;
}

/** One kind of case: a procedure, and where it asks what kind of thing happened, the answer. */
export interface CaseKind {
  readonly flow: string;
  /** The value of the fact `kind`; null where the procedure has none, or it is not known. */
  readonly kind: string | null;
}

export interface CaseStatistics {
  /** Drills are in none of these numbers. */
  readonly cases: number;
  readonly open: number;
  readonly closed: number;
  /** Cases that nobody but the reporter has acknowledged. */
  readonly unacknowledged: number;
  /** From the report to the first who acknowledged it; reporters who told themselves do not count. */
  readonly toAcknowledgement: Durations;
  /** From the report to each step that was done, and to the closing, by procedure. */
  readonly toStage: readonly {
    readonly flow: string;
    /** Step → durations, in the order in which the steps were first done. */
    readonly steps: readonly { readonly step: string; readonly durations: Durations }[];
    readonly toClosing: Durations;
  }[];
  /** The most frequent first. */
  readonly byKind: readonly (CaseKind & { readonly count: number; readonly open: number })[];
  /** Every month from the first report to the last, also those without any: `2026-11`. */
  readonly byMonth: readonly { readonly month: string; readonly count: number }[];
}

/** Counts and times of cases. What people wrote is not used: it may have been erased. */
export function caseStatistics(all: readonly Case[]): CaseStatistics {
  const cases = all.filter(({ drill }) => drill === null);
  const acknowledged = cases.flatMap((one) => {
    const at = firstAcknowledged(one);
    return at === null ? [] : [at.getTime() - one.at.getTime()];
  });
  const open = cases.filter(({ status }) => status === 'open').length;
  return {
    cases: cases.length,
    open,
    closed: cases.length - open,
    unacknowledged: cases.length - acknowledged.length,
    toAcknowledgement: durations(acknowledged),
    toStage: grouped(cases, ({ flow }) => flow).map(([flow, those]) => ({ flow, ...stagesOf(those) })),
    byKind: kindsOf(cases),
    byMonth: monthsOf(cases),
  };
}

/** When somebody other than the reporter first acknowledged; null where nobody has. */
export function firstAcknowledged(one: Case): Date | null {
  const times = one.alerts.flatMap(({ acknowledged }) =>
    acknowledged === null || acknowledged.by === one.reporter ? [] : [acknowledged.at.getTime()],
  );
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** What kind of case it is, as it is counted. */
export function kindOf({ flow, facts }: Pick<Case, 'flow' | 'facts'>): CaseKind {
  return { flow, kind: typeof facts.kind === 'string' ? facts.kind : null };
}

/** The nearest rank: with few cases a number that really occurred, not one between two. */
export function durations(times: readonly number[]): Durations {
  const sorted = times.toSorted((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { count: sorted.length, median: rank(0.5), ninth: rank(0.9) };
}

function stagesOf(cases: readonly Case[]) {
  const done = cases.flatMap((one) =>
    one.done
      // The report itself is where the time begins.
      .filter(({ at }) => at > one.at)
      .map(({ step, at }) => ({ step, took: at.getTime() - one.at.getTime() })),
  );
  const closings = cases.flatMap((one) =>
    one.closed === null ? [] : [one.closed.at.getTime() - one.at.getTime()],
  );
  return {
    steps: grouped(done, ({ step }) => step).map(([step, those]) => ({
      step,
      durations: durations(those.map(({ took }) => took)),
    })),
    toClosing: durations(closings),
  };
}

function kindsOf(cases: readonly Case[]): CaseStatistics['byKind'] {
  return grouped(cases, (one) => JSON.stringify(kindOf(one)))
    .flatMap(([, those]) => {
      const first = those[0];
      const open = those.filter(({ status }) => status === 'open').length;
      return first === undefined ? [] : [{ ...kindOf(first), count: those.length, open }];
    })
    .toSorted((a, b) => b.count - a.count);
}

function monthsOf(cases: readonly Case[]): CaseStatistics['byMonth'] {
  const counts = new Map(
    grouped(cases, ({ at }) => monthInJapan(at)).map(([month, { length }]) => [month, length]),
  );
  const [first, last] = [[...counts.keys()].sort().at(0), [...counts.keys()].sort().at(-1)];
  if (first === undefined || last === undefined) return [];
  const months: { month: string; count: number }[] = [];
  for (let month = first; month <= last; month = monthAfter(month))
    months.push({ month, count: counts.get(month) ?? 0 });
  return months;
}

function monthInJapan(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 7);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function grouped<T>(all: readonly T[], by: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups];
}
