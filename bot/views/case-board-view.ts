import type { Case } from '../work/cases/case.ts';
import { caseStatistics, type Durations } from '../work/cases/statistics.ts';
import { type CaseAround, caseLine, caseState } from './case-line-view.ts';
import type { BoardStatisticsView, BoardView, CaseState, StageView } from './case-view.ts';
import { kindWords, STATES, tookWords } from './case-words.ts';

/** So many closed cases are listed; the others are in the register. */
const MOST_CLOSED = 50;

const HOUR = 3_600_000;
/** Open cases by age: younger than so many hours. */
const AGES = [
  { label: '1時間まで', below: HOUR },
  { label: '24時間まで', below: 24 * HOUR },
  { label: '3日まで', below: 72 * HOUR },
  { label: '7日まで', below: 168 * HOUR },
  { label: '7日超', below: Number.POSITIVE_INFINITY },
] as const;

/** The board of those who oversee cases; for anybody else, what concerns them as a plain list. */
export function boardView(
  cases: readonly Case[],
  scope: Pick<BoardView, 'scope' | 'bureau'>,
  around: CaseAround,
): BoardView {
  const real = cases.filter(({ drill }) => drill === null);
  const lines = (those: readonly Case[]) => those.map((one) => caseLine(one, around));
  const closed = real.filter(({ status }) => status === 'closed').toReversed();
  return {
    ...scope,
    // Those that nobody has acknowledged come first, then the oldest.
    open: lines(real.filter(({ status }) => status === 'open')).toSorted(
      (a, b) => Number(b.silent.length > 0) - Number(a.silent.length > 0),
    ),
    closed: lines(closed.slice(0, MOST_CLOSED)),
    drills: lines(cases.filter(({ drill }) => drill !== null).toReversed()),
    statistics: scope.scope === 'own' ? null : statisticsView(real, around),
  };
}

const OPEN_STATES = ['unacknowledged', 'working', 'to-close'] as const satisfies readonly CaseState[];

function statisticsView(real: readonly Case[], { procedures, at }: CaseAround): BoardStatisticsView {
  const counted = caseStatistics(real);
  const open = real.filter(({ status }) => status === 'open');
  const ageOf = (one: Case) => AGES.findIndex(({ below }) => at.getTime() - one.at.getTime() < below);
  const title = (flow: string) => procedures.get(flow)?.title ?? flow;
  return {
    cases: counted.cases,
    open: counted.open,
    closed: counted.closed,
    ages: AGES.map(({ label }) => label),
    byState: OPEN_STATES.map((state) => {
      const those = open.filter((one) => caseState(one, procedures.standing(one)) === state);
      return {
        label: STATES[state],
        parts: AGES.map((_, age) => those.filter((one) => ageOf(one) === age).length),
      };
    }),
    toAcknowledgement: stage('報告から最初の受領まで', counted.toAcknowledgement),
    stages: counted.toStage.map(({ flow, steps, toClosing }) => {
      const order = procedures.get(flow)?.steps ?? [];
      const place = (id: string) => order.findIndex((step) => step.id === id);
      return {
        title: title(flow),
        rows: [
          ...steps
            .toSorted((a, b) => place(a.step) - place(b.step))
            .map(({ step, durations }) =>
              stage(order.find(({ id }) => id === step)?.title ?? step, durations),
            ),
          stage('終了', toClosing),
        ],
      };
    }),
    byKind: counted.byKind.map(({ flow, kind, count, open }) => {
      const words = kindWords(procedures.get(flow), { kind });
      return { label: words === '' ? title(flow) : words, parts: [open, count - open] };
    }),
    byMonth: counted.byMonth.map(({ month, count }) => ({ label: month, parts: [count] })),
  };
}

function stage(label: string, { count, median, ninth }: Durations): StageView {
  const words = (ms: number | null) => (ms === null ? null : { ms, words: tookWords(ms) });
  return { label, count, median: words(median), ninth: words(ninth) };
}
