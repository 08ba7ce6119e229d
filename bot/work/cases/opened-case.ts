import { holds } from '../../../knowledge/rules/condition.ts';
import type { Procedure } from '../../../knowledge/rules/procedure.ts';
import type { Case } from './case.ts';
import { UNLISTED } from './case-command.ts';
import type { Reporter, ReportFiling } from './report-filing.ts';

/** A case that a step of another one consists in: what is filed, by whom, when. */
export interface Opened {
  readonly number: string;
  readonly filing: ReportFiling;
  readonly reporter: Reporter;
  readonly at: Date;
}

/** The cases that a case has opened, made of nothing but what it has itself: they can be filed again after a fault. */
export function openedBy(one: Case, procedure: Procedure | undefined): readonly Opened[] {
  return one.done.flatMap(({ step: id, opened, at }): Opened[] => {
    const opens = procedure?.steps.find((step) => step.id === id)?.opens ?? null;
    if (opened === null || opens === null) return [];
    const { 'reporter-name': name = '', ...written } = one.written;
    const known = opens.facts.filter(
      ({ when }) => when === null || when.some((conditions) => holds(conditions, one.facts)),
    );
    const subject = 'person' in one.subject ? one.subject.person : null;
    return [
      {
        number: opened,
        filing: {
          key: `${one.id} ${id}`,
          flow: opens.procedure,
          facts: Object.fromEntries(known.flatMap(({ value }) => Object.entries(value))),
          written,
          concerning: subject === one.reporter ? null : subject,
          about: one.about,
          system: one.system,
          with: one.id,
          drill: one.drill,
        },
        reporter: one.reporterListed
          ? { kind: 'listed', person: one.reporter }
          : { kind: UNLISTED, name, section: one.subject.section },
        at,
      },
    ];
  });
}
