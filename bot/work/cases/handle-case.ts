import { faultsOf } from '../../../knowledge/rules/fact-values.ts';
import { type Case, merged } from './case.ts';
import type { CaseCommand, CaseContext, CaseHandled, CaseRefusal, Refuse, Take } from './case-command.ts';
import { CARD_FATES, type CardFate, type CaseEvent } from './case-events.ts';
import { openedNumber } from './case-number.ts';
import { closeCase } from './close-case.ts';
import { chainsOf } from './escalation.ts';
import { event, follow, storable, texts } from './follow.ts';
import { fieldsWanted } from './wanted-words.ts';

/** Does what is wanted, where it is open and theirs. */
export function handleCase(one: Case, command: CaseCommand, context: CaseContext): CaseHandled {
  const { rights, by, at } = context;
  const refuse = (refusal: CaseRefusal): CaseHandled => ({
    ok: false,
    refusal,
    events: [event('press-refused', { act: command.do, why: refusal.code }, context)],
  });
  const take = (...events: readonly CaseEvent[]): CaseHandled => ({
    ok: true,
    events: follow(one.id, one, events, context),
  });
  const isClosed = one.status === 'closed';
  const inChain = () => rights.isInChain(one, by, at);
  switch (command.do) {
    case 'acknowledge': {
      const mine = pendingAlerts(one, context);
      if (mine.length > 0) return take(...mine.map((alert) => event('acknowledged', { alert }, context)));
      return refuse({ code: inChain() ? 'NOT_OPEN' : 'NOT_YOURS' });
    }
    case 'do-step':
      return isClosed ? refuse({ code: 'NOT_OPEN' }) : doStep(one, command, context, refuse, take);
    case 'change-facts': {
      if (!inChain()) return refuse({ code: 'NOT_YOURS' });
      const procedure = context.procedures.get(one.flow);
      if (isClosed || procedure === undefined) return refuse({ code: 'NOT_OPEN' });
      if (faultsOf(procedure, merged({}, command.facts)).length > 0) return refuse({ code: 'FACTS_WRONG' });
      const { facts, system, why } = command;
      const changed = Object.entries(facts).filter(([id, value]) => (one.facts[id] ?? null) !== value);
      const moves = system !== undefined && system !== one.system;
      if (changed.length === 0 && !moves) return { ok: true, events: [] };
      const data = { facts: storable(Object.fromEntries(changed)), ...(moves ? { system } : {}) };
      return take(event('facts-changed', data, context, texts({ why })));
    }
    case 'note':
      if (!inChain()) return refuse({ code: 'NOT_YOURS' });
      // What is missing can be filled in: no line in the record for it.
      if (command.note.trim() === '') return { ok: false, refusal: { code: 'TEXT_MISSING' }, events: [] };
      return take(event('noted', {}, context, { note: command.note }));
    case 'draw-report':
      if (!inChain()) return refuse({ code: 'NOT_YOURS' });
      if (command.body.trim() === '') return { ok: false, refusal: { code: 'TEXT_MISSING' }, events: [] };
      return take(event('report-drawn', { report: command.report }, context, { body: command.body }));
    case 'record-card':
      if (!inChain()) return refuse({ code: 'NOT_YOURS' });
      if (!isAboutCard(one, context) || !fatesLeft(one).includes(command.fate))
        return refuse({ code: 'NOT_OPEN' });
      return take(event('card-recorded', { fate: command.fate }, context, texts(command.written)));
    case 'take-back-card':
      if (!inChain()) return refuse({ code: 'NOT_YOURS' });
      if (!one.card.some(({ fate }) => fate === command.fate)) return refuse({ code: 'NOT_OPEN' });
      if (command.why.trim() === '') return { ok: false, refusal: { code: 'TEXT_MISSING' }, events: [] };
      return take(event('card-taken-back', { fate: command.fate }, context, { 'card-undone': command.why }));
    case 'join':
      if (!inChain()) return refuse({ code: 'NOT_YOURS' });
      return take(event('joined', { with: command.with }, context));
    case 'close':
      if (!rights.mayClose(one, by, at)) return refuse({ code: 'NOT_YOURS' });
      return isClosed ? refuse({ code: 'NOT_OPEN' }) : closeCase(one, command, context, refuse, take);
    case 'reopen':
      if (!rights.mayClose(one, by, at)) return refuse({ code: 'NOT_YOURS' });
      return isClosed ? take(event('reopened', {}, context)) : refuse({ code: 'NOT_OPEN' });
  }
}

/** Somebody whom a case does not concern pressed what they cannot have been shown: nothing but a line in the record. */
export function pressByOutsider(
  { do: act }: CaseCommand,
  context: Pick<CaseContext, 'by' | 'at'>,
): CaseEvent {
  return event('press-refused', { act, why: 'NOT_CONCERNED' }, context);
}

/** Whoever holds a post newly, or stands in for who is away, is told. */
export function followPosts(one: Case, context: CaseContext): readonly CaseEvent[] {
  return one.status === 'closed' ? [] : follow(one.id, one, [], context);
}

/** The alerts that a person has yet to acknowledge. */
export function pendingAlerts(
  one: Case,
  { posts, by, at }: Pick<CaseContext, 'posts' | 'by' | 'at'>,
): readonly string[] {
  if (one.status === 'closed' || by === one.about) return [];
  return chainsOf(one).flatMap(({ root, alerts, acknowledged, persons }) => {
    if (acknowledged !== null) return [];
    const told = alerts.findLast((alert) => alert.persons.includes(by));
    const holds = () => posts.resolve(one, root.role, at, by).persons.includes(by);
    return persons.has(by) || holds() ? [told?.id ?? root.id] : [];
  });
}

/** What can still become of a card: nothing twice, and nothing once it is destroyed. */
export function fatesLeft({ card }: Case): readonly CardFate[] {
  const known = new Set(card.map(({ fate }) => fate));
  return known.has('destroyed') ? [] : CARD_FATES.filter((fate) => !known.has(fate));
}

/** Whether it is about a card that can be found again or destroyed: its procedure asks which. */
export function isAboutCard(one: Case, { procedures }: Pick<CaseContext, 'procedures'>): boolean {
  return procedures.get(one.flow)?.steps.some(({ collects }) => collects.includes('card')) ?? false;
}

function doStep(
  one: Case,
  { step: id, written }: Extract<CaseCommand, { do: 'do-step' }>,
  context: CaseContext,
  refuse: Refuse,
  take: Take,
): CaseHandled {
  const { procedures, rights, by, at } = context;
  const { steps } = procedures.standing(one);
  const found = steps.find(({ step }) => step.id === id);
  if (found === undefined) return refuse({ code: rights.isInChain(one, by, at) ? 'NOT_OPEN' : 'NOT_YOURS' });
  const bearing = rights.bearing(one, found, by, at);
  if (bearing === null) return refuse({ code: 'NOT_YOURS' });
  if (found.state === 'waiting') {
    const before = steps.find(({ step }) => step.id === found.step.due.after);
    return refuse({ code: 'NOT_YET', after: before?.step.title ?? '' });
  }
  if (found.state !== 'open') return refuse({ code: 'NOT_OPEN' });
  const missing = fieldsWanted(found.step, written, context.collected);
  // What is missing can be filled in: no line in the record for it.
  if (missing.length > 0)
    return { ok: false, refusal: { code: 'FIELDS_MISSING', step: id, fields: missing }, events: [] };
  // A step that consists in another report is done by filing it.
  const opened = found.step.opens === null ? null : openedNumber(one.id, id);
  const wanted = Object.entries(written).filter(([field]) => found.step.collects.includes(field));
  const seen = pendingAlerts(one, context).map((alert) => event('acknowledged', { alert }, context));
  return take(
    ...seen,
    event('step-done', { step: id, ...bearing, opened }, context, texts(Object.fromEntries(wanted))),
  );
}
