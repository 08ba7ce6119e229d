import { type Case, withEvent } from '../../../bot/work/cases/case.ts';
import { type Alert, type CaseEvent, readCaseEvent } from '../../../bot/work/cases/case-events.ts';
import type { CaseProcedures } from '../../../bot/work/cases/case-standing.ts';

/** An event as the store has it, its texts left out. */
interface Stored {
  readonly type: string;
  readonly by: string;
  readonly at: Date;
  readonly data: unknown;
}

/**
 * What is on record of a case, a line each: `survey by keiyaku-head as information-manager`, then whom that reached, on
 * which clause: `2.8.3.ii#1 tells csirt-manager zaisei-kikaku-head (survey)`. `asks` is said of whoever has the step to do.
 * Only those are named whom the record itself says were told, whether by an alert or by news of what they know of already.
 */
export function recordLines(number: string, stored: readonly Stored[], procedures: CaseProcedures): string[] {
  const lines: string[] = [];
  let one: Case | null = null;
  for (const { type, by, at, data } of stored) {
    const event = readCaseEvent({ type, by, at, data, personal: {} });
    one = withEvent(one, event, number);
    lines.push(...linesOf(event, one, heardOf(data), procedures));
  }
  return lines;
}

function linesOf(
  event: CaseEvent,
  after: Case,
  heard: ReadonlySet<string>,
  procedures: CaseProcedures,
): string[] {
  const { by } = event;
  switch (event.type) {
    case 'alerted':
      // They are told in the same instant: in no order but that of the alphabet.
      return event.data.alerts.map(told).sort();
    case 'escalated':
      return event.data.alerts.map((alert) => `${told(alert)} as well`);
    case 'acknowledged': {
      const alert = after.alerts.find(({ id }) => id === event.data.alert);
      return [`${alert?.step} received by ${by}`];
    }
    case 'facts-changed': {
      const { facts, system } = event.data;
      const known = Object.entries(facts)
        .map(([id, value]) => `${id} ${String(value)}`)
        .sort();
      return [`${by} learns ${[...known, ...(system == null ? [] : [`system ${system}`])].join(', ')}`];
    }
    case 'step-done': {
      const { step: id, role, deputy, opened } = event.data;
      const step = procedures.standing(after).steps.find(({ step }) => step.id === id);
      const news = (step?.tells ?? []).flatMap((role) => {
        const persons = after.alerts
          .filter((alert) => alert.role === role && alert.level === 0)
          .flatMap(({ persons }) => persons)
          .filter((person) => heard.has(person));
        return persons.length === 0 ? [] : [`${step?.citations[0]} tells ${role} ${list(persons)} (${id})`];
      });
      const how = `${deputy ? ' in place' : ''}${opened === null ? '' : ', which opens a case'}`;
      return [`${id} by ${by} as ${role}${how}`, ...news.sort()];
    }
    case 'report-drawn':
      return [`${event.data.report} report by ${by}`];
    case 'card-recorded':
      return [`card ${event.data.fate} by ${by}`];
    case 'card-taken-back':
      return [`card ${event.data.fate} taken back by ${by}`];
    case 'closed':
      return [`closed${event.data.minor ? ' as minor' : ''} by ${by}`];
    case 'press-refused':
      return [`${event.data.act} refused to ${by}`];
    case 'reported':
    case 'undelivered':
    case 'joined':
    case 'noted':
    case 'reopened':
      return [`${event.type} by ${by}`];
  }
}

function told({ because, why, role, persons, step }: Alert): string {
  return `${because[0]} ${why === 'act' ? 'asks' : 'tells'} ${role} ${list(persons)} (${step})`;
}

function list(persons: readonly string[]): string {
  return persons.length === 0 ? 'nobody' : [...new Set(persons)].sort().join(', ');
}

/** Who was told of an event, as its record has it. */
function heardOf(data: unknown): ReadonlySet<string> {
  const { tells } = data as { readonly tells: readonly { readonly person: string }[] };
  return new Set(tells.map(({ person }) => person));
}
