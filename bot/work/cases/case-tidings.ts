import type { Case } from './case.ts';
import type { CaseEvent } from './case-events.ts';
import type { CaseStanding } from './case-standing.ts';

/** What somebody is told of a case: that a report is theirs to acknowledge; that nobody did; that something has happened. */
export type CaseTidingsKind = 'case-alert' | 'case-escalated' | 'case-news';

export interface CaseTidings {
  readonly person: string;
  readonly kind: CaseTidingsKind;
  /** The alerts that the person is to acknowledge. */
  readonly alerts: readonly string[];
  /** Whether it is worth a message by the channels that only deliver; all of it is told on the page. */
  readonly sends: boolean;
}

/**
 * Who is told of an event, and what. Nobody is told of what they did themselves, nor who is not in the directory.
 * @param after the case after the event, and how it then stands.
 */
export function caseTidings(event: CaseEvent, after: Case, { steps }: CaseStanding): CaseTidings[] {
  const to = (
    kind: CaseTidingsKind,
    persons: readonly string[],
    { alerts = () => [], sends = true }: Partial<Spec> = {},
  ) =>
    [...new Set(persons)]
      .filter((person) => person !== event.by && person !== after.about)
      .map((person): CaseTidings => ({ person, kind, alerts: alerts(person), sends }));
  const reporter = after.reporterListed ? [after.reporter] : [];
  const told = after.alerts.flatMap(({ persons }) => persons);
  switch (event.type) {
    case 'alerted':
    case 'escalated': {
      const { alerts } = event.data;
      const kind = event.type === 'alerted' ? 'case-alert' : 'case-escalated';
      const ofPerson = (person: string) =>
        alerts.filter(({ persons }) => persons.includes(person)).map(({ id }) => id);
      const persons = alerts.flatMap(({ persons }) => persons);
      if (event.type === 'alerted' || !event.data.exhausted) return to(kind, persons, { alerts: ofPerson });
      // Nobody is left above: those told so far are told again.
      const root = event.data.alert;
      const chain = after.alerts.filter(({ id, of }) => id === root || of === root);
      return [
        ...to(
          'case-escalated',
          chain.flatMap((alert) => alert.persons),
          { alerts: () => [root] },
        ),
        ...to('case-news', reporter),
      ];
    }
    case 'acknowledged':
      return to('case-news', reporter);
    case 'step-done': {
      // Whom the step tells and who was alerted before; others are alerted along with it.
      const tells = steps.find(({ step }) => step.id === event.data.step)?.tells ?? [];
      const heard = after.alerts.filter(({ role, level }) => level === 0 && tells.includes(role));
      return to(
        'case-news',
        heard.flatMap(({ persons }) => persons),
      );
    }
    case 'closed':
    case 'reopened':
      return to('case-news', [...reporter, ...told]);
    case 'facts-changed':
    case 'noted':
    case 'card-recorded':
    case 'card-taken-back':
    case 'joined':
      return to('case-news', [...reporter, ...told], { sends: false });
    case 'undelivered':
      return to('case-news', reporter);
    case 'reported':
    case 'report-drawn':
    case 'press-refused':
      return [];
  }
}

interface Spec {
  readonly alerts: (person: string) => readonly string[];
  readonly sends: boolean;
}
