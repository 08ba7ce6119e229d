import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Conditions } from '../../../knowledge/rules/flow.ts';
import type { Part, Procedure, ReportedFact, Step } from '../../../knowledge/rules/procedure.ts';
import { clause, fact, when } from './flows.ts';

/** Builders, so that a test shows only what it is about. */

export function reported(id: string, recordedBecause = ''): ReportedFact {
  return { ...fact(id), recordedBecause };
}

/** Any of these alternatives: `any({ a: 'true' }, { b: 'true' })`. */
export function any(...alternatives: readonly Readonly<Record<string, string>>[]): readonly Conditions[] {
  return alternatives.map(when);
}

/** Somebody, always or where the conditions hold. */
export function part(value: string, conditions?: Readonly<Record<string, string>>): Part<string> {
  return { value, when: conditions === undefined ? null : any(conditions) };
}

export function cited(id: string, conditions?: Readonly<Record<string, string>>): Part<ClauseId> {
  return { ...part(id, conditions), value: clause(id) };
}

export function step(id: string, more: Partial<Step> = {}): Step {
  return {
    id,
    title: id,
    does: `${id}を行う。`,
    when: null,
    bearers: [part('staff')],
    tells: [],
    citations: [cited('2.8.3')],
    strength: 'must',
    due: { after: null, pace: 'open' },
    end: false,
    collects: [],
    reminders: [],
    opens: null,
    law: null,
    place: `procedures/test.yaml:${id}`,
    ...more,
  };
}

export function procedure(
  facts: readonly ReportedFact[],
  steps: readonly Step[],
  more: Partial<Procedure> = {},
): Procedure {
  return {
    id: 'test',
    title: '試験',
    file: 'procedures/test.yaml',
    intake: { entries: [], hears: [], questions: [] },
    facts,
    steps,
    withoutStep: [],
    readings: [],
    ...more,
  };
}
