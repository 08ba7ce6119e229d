import { holds } from '../../../knowledge/rules/condition.ts';
import { alertsDue } from './alerts-due.ts';
import { type Case, withEvent } from './case.ts';
import { type CaseContext, UNLISTED } from './case-command.ts';
import type { CaseEvent } from './case-events.ts';
import { openedNumber } from './case-number.ts';
import { isReporter } from './case-rights.ts';
import { STAFF } from './case-standing.ts';

/** The events, and what follows of them by itself: who is told, and what who acts has thereby received. */
export function follow(
  number: string,
  before: Case | null,
  done: readonly CaseEvent[],
  context: CaseContext,
  also: readonly string[] = [],
): readonly CaseEvent[] {
  const { procedures, posts, by, at } = context;
  const fold = (events: readonly CaseEvent[], from: Case | null) =>
    events.reduce((last, next) => withEvent(last, next, number), from);
  const acted = fold(done, before);
  if (acted === null || acted.status === 'closed') return done;
  const filed = openedAtOnce(acted, context);
  const events = [...done, ...filed];
  const one = fold(filed, acted) ?? acted;
  const alerts = alertsDue(
    one,
    before === null ? null : procedures.standing(before),
    procedures.standing(one),
    posts,
    { by, at, also },
  );
  if (alerts.length === 0) return events;
  // With nobody at all to tell, the board and the reporter's screen have to say so at once.
  const unheard = alerts.filter(({ persons }) => persons.length === 0);
  const received = alerts.filter(({ persons }) => persons.includes(by));
  return [
    ...events,
    event('alerted', { alerts: [...alerts] }, context),
    ...received.map(({ id }) => event('acknowledged', { alert: id }, context)),
    ...unheard.map(({ id }) =>
      event('escalated', { alert: id, cause: 'unacknowledged', alerts: [], exhausted: true }, context),
    ),
  ];
}

/** The reports that have to be filed in the same breath, as soon as that is known. */
function openedAtOnce(one: Case, context: CaseContext): readonly CaseEvent[] {
  const { steps } = context.procedures.standing(one);
  const by = isReporter(one, context.by) || context.by === UNLISTED ? context.by : 'assistant';
  return steps
    .filter(({ step: { opens }, state, bearers }) => {
      const when = opens?.atOnce ?? [];
      const isNow = when.length === 0 || when.some((conditions) => holds(conditions, one.facts));
      return opens !== null && state === 'open' && bearers.includes(STAFF) && isNow;
    })
    .map(({ step: { id } }) => {
      const data = { step: id, role: STAFF, deputy: false, opened: openedNumber(one.id, id) };
      return event('step-done', data, { by, at: context.at });
    });
}

/** A copy that can be stored: lists in it may be read-only. */
export function storable<T>(facts: Readonly<Record<string, T>>) {
  return JSON.parse(JSON.stringify(facts));
}

/** What was written, without what was left empty. */
export function texts(written: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(written).filter(([, text]) => text.trim() !== ''));
}

/** An event as it happens now, by whoever acts. */
export function event<Type extends CaseEvent['type']>(
  type: Type,
  data: Extract<CaseEvent, { type: Type }>['data'],
  { by, at }: Pick<CaseContext, 'by' | 'at'>,
  personal: Readonly<Record<string, string>> = {},
): CaseEvent {
  return { type, by, at, data, personal } as CaseEvent;
}
