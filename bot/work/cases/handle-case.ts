import type { Pack } from '../../../knowledge/pack.ts';
import { holds } from '../../../knowledge/rules/condition.ts';
import { faultsOf } from '../../../knowledge/rules/fact-values.ts';
import type { Facts, FactValue } from '../../../knowledge/rules/flow.ts';
import type { Procedure } from '../../../knowledge/rules/procedure.ts';
import { alertsDue } from './alerts-due.ts';
import { type Case, merged, withEvent } from './case.ts';
import type { CardFate, CaseEvent, ReportKind } from './case-events.ts';
import { openedNumber } from './case-number.ts';
import type { CasePosts } from './case-posts.ts';
import { type CaseRights, isReporter, type RightsParts, takesPart } from './case-rights.ts';
import { STAFF, type StandingStep } from './case-standing.ts';
import { chainsOf } from './escalation.ts';
import type { Reporter, ReportFiling } from './report-filing.ts';
import { againstMinor, fieldsWanted, isReason } from './wanted-words.ts';

/** What is wanted of a case, by somebody who was authenticated. */
export type CaseCommand =
  /** All alerts that are this person's to acknowledge. */
  | { readonly do: 'acknowledge' }
  | {
      readonly do: 'do-step';
      readonly step: string;
      readonly written: Readonly<Record<string, string>>;
    }
  | {
      readonly do: 'change-facts';
      /** Null: not known any more. */
      readonly facts: Readonly<Record<string, FactValue | null>>;
      /** Left out: as it was. */
      readonly system?: string | null;
      readonly why: string;
    }
  | { readonly do: 'note'; readonly note: string }
  | { readonly do: 'draw-report'; readonly report: ReportKind; readonly body: string }
  | { readonly do: 'record-card'; readonly fate: CardFate }
  | { readonly do: 'join'; readonly with: string }
  | {
      readonly do: 'close';
      readonly minor: boolean;
      readonly cause: string;
      readonly prevention: string;
      /** Why it is minor (軽微). */
      readonly reason: string;
    }
  | { readonly do: 'reopen' };

export interface CaseContext extends Omit<RightsParts, 'posts'> {
  readonly posts: CasePosts;
  readonly rights: CaseRights;
  /** How the fields of the steps are asked for. */
  readonly collected: Pack['collected'];
  /** Who acts: the id of a person. */
  readonly by: string;
  readonly at: Date;
}

export type CaseRefusal =
  | { readonly code: 'NOT_YOURS' }
  /** Done by somebody else, closed, or of no such kind. */
  | { readonly code: 'NOT_OPEN' }
  /** Something has to be done before. */
  | { readonly code: 'NOT_YET'; readonly after: string }
  | { readonly code: 'FACTS_WRONG' }
  | { readonly code: 'TEXT_MISSING' }
  /** Nothing of what a step asks for was written: ids of the fields. */
  | { readonly code: 'FIELDS_MISSING'; readonly fields: readonly string[] }
  /** What stands in the way of the end: titles of steps; names of facts. */
  | { readonly code: 'STEPS_OPEN'; readonly steps: readonly string[] }
  | { readonly code: 'FACTS_OPEN'; readonly facts: readonly string[] }
  | { readonly code: 'CAUSE_MISSING' }
  /** Known to be more than minor: ids of facts. */
  | { readonly code: 'NOT_MINOR'; readonly facts: readonly string[] }
  | { readonly code: 'REASON_MISSING' };

/** The events that a command leads to. A refused press leaves one too. */
export type CaseHandled =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal; readonly events: readonly CaseEvent[] };

/** Who acts where the directory does not know the reporter: no name goes into what stays for ever. */
export const UNLISTED = 'unlisted';

/**
 * Opens a case: what was reported, who is told of it, and what is done thereby.
 * @param number the case's own.
 * @param section the unit whose matter it is.
 */
export function report(
  number: string,
  filing: ReportFiling,
  reporter: Reporter,
  section: string,
  procedure: Procedure,
  context: CaseContext,
): readonly CaseEvent[] {
  const listed = reporter.kind === 'listed';
  const person = listed ? (filing.concerning ?? reporter.person) : null;
  const reported = event(
    'reported',
    {
      flow: filing.flow,
      facts: readableFacts(procedure, filing.facts),
      subject: person === null ? { section } : { person, section },
      reporter: reporter.kind,
      // Nobody goes past themselves: what a person reports of their own, they know.
      about: filing.about === context.by ? null : filing.about,
      system: filing.system,
      with: filing.with,
      drill: filing.drill === null ? null : { roles: [...filing.drill.roles] },
    },
    context,
    listed ? filing.written : { ...filing.written, 'reporter-name': reporter.name },
  );
  const one = withEvent(null, reported, number);
  const { steps } = context.procedures.standing(one);
  // To tell somebody is done by the report; what the reporter has to do with their own hands is not.
  const done = steps
    .filter(({ step, state, bearers, tells }) => state === 'open' && isReporting(step.opens, bearers, tells))
    .map(({ step }) =>
      event('step-done', { step: step.id, role: STAFF, deputy: false, opened: null }, context),
    );
  return follow(number, null, [reported, ...done], context, listed ? [] : context.cases.unlisted);
}

function isReporting(
  opens: StandingStep['step']['opens'],
  bearers: readonly string[],
  tells: readonly string[],
): boolean {
  return opens === null && bearers.includes(STAFF) && tells.length > 0;
}

/** Values of another version of the pack are left out: the case asks for them anew. */
function readableFacts(procedure: Procedure, facts: Facts) {
  const wrong = new Set(faultsOf(procedure, facts).map(({ fact }) => fact));
  const right = Object.entries(facts).filter(([id]) => !wrong.has(id));
  return storable(Object.fromEntries(right));
}

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
      if (!isAboutCard(one, context)) return refuse({ code: 'NOT_OPEN' });
      return take(event('card-recorded', { fate: command.fate }, context));
    case 'join':
      if (!inChain()) return refuse({ code: 'NOT_YOURS' });
      return take(event('joined', { with: command.with }, context));
    case 'close':
      if (!rights.mayClose(one, by, at)) return refuse({ code: 'NOT_YOURS' });
      return isClosed ? refuse({ code: 'NOT_OPEN' }) : close(one, command, context, refuse, take);
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

/** Whether it is about a card that can be found again or destroyed: its procedure asks which. */
export function isAboutCard(one: Case, { procedures }: Pick<CaseContext, 'procedures'>): boolean {
  return procedures.get(one.flow)?.steps.some(({ collects }) => collects.includes('card')) ?? false;
}

/** Whether cause and prevention are asked for: wherever somebody was to be told. */
export function needsCause(one: Case, { procedures }: Pick<CaseContext, 'procedures'>): boolean {
  const { steps } = procedures.standing(one);
  return steps.some(({ tells, step }) => tells.length > 0 && step.opens === null);
}

/** What a case has of cause and prevention so far, from what its steps collected. */
export function causeOf({ done }: Case): { readonly cause: string; readonly prevention: string } {
  const written = (field: string) =>
    done
      .map((step) => step.written[field] ?? '')
      .join('\n')
      .trim();
  return { cause: written('cause'), prevention: written('prevention') };
}

type Refuse = (refusal: CaseRefusal) => CaseHandled;
type Take = (...events: readonly CaseEvent[]) => CaseHandled;

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
    return { ok: false, refusal: { code: 'FIELDS_MISSING', fields: missing }, events: [] };
  // A step that consists in another report is done by filing it.
  const opened = found.step.opens === null ? null : openedNumber(one.id, id);
  const wanted = Object.entries(written).filter(([field]) => found.step.collects.includes(field));
  const seen = pendingAlerts(one, context).map((alert) => event('acknowledged', { alert }, context));
  return take(
    ...seen,
    event('step-done', { step: id, ...bearing, opened }, context, texts(Object.fromEntries(wanted))),
  );
}

function close(
  one: Case,
  command: Extract<CaseCommand, { do: 'close' }>,
  context: CaseContext,
  refuse: Refuse,
  take: Take,
): CaseHandled {
  const { steps, open } = context.procedures.standing(one);
  const undone = steps.filter(({ state }) => state === 'open' || state === 'waiting');
  const left = undone.filter((step) => canBeDone(one, step, undone, context));
  if (left.length > 0) return refuse({ code: 'STEPS_OPEN', steps: left.map(({ step }) => step.title) });
  // A step may still fall due by what is not known: it would be lost.
  if (open.length > 0) return refuse({ code: 'FACTS_OPEN', facts: open.map(({ name }) => name) });
  const { minor, reason } = command;
  const known = causeOf(one);
  const cause = command.cause.trim() === '' ? known.cause : command.cause;
  const prevention = command.prevention.trim() === '' ? known.prevention : command.prevention;
  const against = minor ? againstMinor(one, context.cases) : [];
  if (against.length > 0) return refuse({ code: 'NOT_MINOR', facts: against });
  if (needsCause(one, context)) {
    if (minor && !isReason(reason)) return refuse({ code: 'REASON_MISSING' });
    if (!minor && (cause === '' || prevention === '')) return refuse({ code: 'CAUSE_MISSING' });
  }
  const written = minor ? { 'minor-reason': reason } : { cause, prevention };
  return take(event('closed', { minor }, context, texts(written)));
}

/**
 * Whether somebody can do a step, and those before it. Always; but in an exercise a post that is named may have nobody in it,
 * and what nobody can do does not keep it open for ever.
 */
function canBeDone(
  one: Case,
  { bearers, step }: StandingStep,
  undone: readonly StandingStep[],
  context: CaseContext,
): boolean {
  if (one.drill === null) return true;
  const { posts, at } = context;
  const isSomebodys = bearers.some(
    (role) => role === STAFF || (takesPart(one, role) && posts.holdersOf(one, role, at).length > 0),
  );
  const before = undone.find((other) => other.step.id === step.due.after);
  return isSomebodys && (before === undefined || canBeDone(one, before, undone, context));
}

/** The events, and what follows of them by itself: who is told, and what who acts has thereby received. */
function follow(
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
function storable<T>(facts: Readonly<Record<string, T>>) {
  return JSON.parse(JSON.stringify(facts));
}

function texts(written: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(written).filter(([, text]) => text.trim() !== ''));
}

function event<Type extends CaseEvent['type']>(
  type: Type,
  data: Extract<CaseEvent, { type: Type }>['data'],
  { by, at }: Pick<CaseContext, 'by' | 'at'>,
  personal: Readonly<Record<string, string>> = {},
): CaseEvent {
  return { type, by, at, data, personal } as CaseEvent;
}
