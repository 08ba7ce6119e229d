import type { Case } from '../work/cases/case.ts';
import type { CaseProcedures, CaseStanding } from '../work/cases/case-standing.ts';
import { chainsOf } from '../work/cases/escalation.ts';
import { firstAcknowledged, kindOf } from '../work/cases/statistics.ts';
import type { CaseNames } from './case-names.ts';
import type { AlertView, CaseLineView, CaseState } from './case-view.ts';
import { kindWords, momentView, STATES, tookWords } from './case-words.ts';

/** What the views of one case are worked out from. */
export interface CaseAround {
  readonly names: CaseNames;
  readonly procedures: CaseProcedures;
  readonly at: Date;
}

/** One case in a list. */
export function caseLine(one: Case, around: CaseAround): CaseLineView {
  const { names, procedures, at } = around;
  const procedure = procedures.get(one.flow);
  const standing = procedures.standing(one);
  const state = caseState(one, standing);
  return {
    number: one.id,
    title: procedure?.title ?? one.flow,
    kind: kindWords(procedure, kindOf(one)),
    drill: one.drill !== null,
    state,
    stateWords: STATES[state],
    reported: momentView(one.at),
    age: tookWords(at.getTime() - one.at.getTime()),
    reporter: names.reporter(one),
    section: names.section(one),
    waitsFor: standing.steps
      .filter((step) => one.status === 'open' && step.state === 'open')
      .map(({ step, bearers }) => ({
        step: step.title,
        whose: bearers.map((role) => names.role(role)).join('・'),
      })),
    silent: alertViews(one, around).filter((alert) => isSilent(one, alert)),
    closed: one.closed === null ? null : momentView(one.closed.at),
  };
}

/** Where a case stands, as the board counts it. */
export function caseState(one: Case, { steps }: CaseStanding): CaseState {
  if (one.status === 'closed') return 'closed';
  const told = one.alerts.some(({ persons }) => persons.some((person) => person !== one.reporter));
  if (told && firstAcknowledged(one) === null) return 'unacknowledged';
  return steps.some(({ state }) => state === 'open' || state === 'waiting') ? 'working' : 'to-close';
}

/** Nobody is waited for once a case is closed. */
function isSilent({ status }: Case, { acknowledged, covered }: AlertView): boolean {
  return status === 'open' && acknowledged === null && !covered;
}

/** Everybody who was told, in the order in which it happened. */
export function alertViews(one: Case, { names, procedures, at }: CaseAround): AlertView[] {
  const chains = chainsOf(one);
  return one.alerts.map((alert) => {
    const chain = chains.find(({ root }) => root.id === (alert.of ?? alert.id));
    const step = procedures.get(one.flow)?.steps.find(({ id }) => id === alert.step);
    return {
      role: names.role(alert.role),
      post: alert.post,
      persons: alert.persons.map((person) => names.person(person)),
      asked: alert.why === 'act' ? `「${step?.title ?? alert.step}」の実施` : '受領',
      instead: INSTEAD[Math.min(alert.level, INSTEAD.length - 1)] ?? '',
      at: momentView(alert.at),
      age: tookWords(at.getTime() - alert.at.getTime()),
      acknowledged:
        alert.acknowledged === null
          ? null
          : {
              by: names.person(alert.acknowledged.by),
              at: momentView(alert.acknowledged.at),
              took: tookWords(alert.acknowledged.at.getTime() - alert.at.getTime()),
            },
      covered: alert.acknowledged === null && chain !== undefined && chain.acknowledged !== null,
      exhausted: alert.exhausted,
      undelivered: alert.undelivered.map(({ person, channel }) => `${names.person(person)}（${channel}）`),
      because: names.clauses(alert.because),
      reason: alert.reason,
    };
  });
}

/** By an alert's level. */
const INSTEAD = ['', '代わる人', '上の役職'];
