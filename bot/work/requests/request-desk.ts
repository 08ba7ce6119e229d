import { dayInJapan } from '../../../knowledge/organisation/day.ts';
import type { Directory, Person } from '../../../knowledge/organisation/directory.ts';
import { resolveRole } from '../../../knowledge/organisation/resolve-role.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import { Decider } from '../../../knowledge/rules/decider.ts';
import type { Facts, Flow } from '../../../knowledge/rules/flow.ts';
import type { Message, RequestAction } from '../../messages/model.ts';
import { REQUESTS } from '../../messages/request-wording.ts';
import { text } from '../../messages/wording.ts';
import type { Append } from '../../store/events/append.ts';
import type { Store } from '../../store/open-store.ts';
import type { WorkingHours } from '../working-time.ts';
import { type ExtraField, type FormSpec, filingForm, readFiling } from './filing-form.ts';
import {
  askFor,
  type Filing,
  file,
  type Handled,
  handle,
  type RequestCommand,
  type RequestContext,
} from './handle.ts';
import { numberOf, requestNumber, streamOf } from './number.ts';
import { type Request, withEvent } from './request.ts';
import { type CardContext, type Rights, requestCard, requestLine } from './request-card.ts';
import type { RequestEvent } from './request-events.ts';
import { stepsOf } from './steps.ts';
import { StoredRequests, toStore } from './stored-requests.ts';
import { type Tidings, tidingsOf } from './tidings.ts';
import { timersOf } from './timers.ts';

/** What deputies may do with an application, as the pack names their acts. */
const DEPUTY_ACT = 'decide-request';
/** Two writes at the same instant: the later decides anew on what the earlier left. */
const TRIES = 5;

/** Who stands at the desk, and when. */
export interface Visit {
  readonly person: Person;
  readonly at: Date;
}

/** A message's own name, so that it files once however often it is delivered. */
export interface Delivered {
  readonly channel: string;
  readonly conversation: string;
  readonly id: string;
}

export interface RequestDeskParts {
  readonly pack: Pack;
  readonly store: Pick<Store, 'events' | 'streams'>;
  /** Who works where at a moment, absences recorded in the chat included. */
  readonly directory: (at: Date) => Directory;
  readonly hours: WorkingHours;
  readonly quote: CardContext['quote'];
  /** Messages by which somebody outside the page is told; none where there is no such channel. */
  readonly messagesFor: (tidings: Tidings, number: string, id: string) => NonNullable<Append['messages']>;
  /** Called after something was recorded: these persons have news. */
  readonly onTold: (persons: readonly string[]) => void;
}

/** Takes applications, asks the right people, records what they decide, and says how things stand. */
export class RequestDesk {
  readonly #parts: RequestDeskParts;
  readonly #deciders: ReadonlyMap<string, Decider>;
  readonly #requests: StoredRequests;

  constructor(parts: RequestDeskParts) {
    this.#parts = parts;
    this.#deciders = new Map(parts.pack.flows.map((flow) => [flow.id, new Decider(flow)]));
    this.#requests = new StoredRequests(parts.store.events, parts.store.streams);
  }

  /** The form for the permission that a verdict needs. */
  apply(flow: string, facts: Facts): readonly Message[] {
    const spec = this.#formFor(flow, facts, formName({ flow, facts }));
    return spec === null ? [text(REQUESTS.gone)] : [filingForm(spec)];
  }

  /** An application that comes in on its form. */
  async file(
    form: string,
    values: Readonly<Record<string, string>>,
    visit: Visit,
    delivered: Delivered,
  ): Promise<readonly Message[]> {
    const meant = readFormName(form);
    const spec = meant === null ? null : this.#formFor(meant.flow, meant.facts, form);
    if (meant === null || spec === null) return [text(REQUESTS.gone)];
    const read = readFiling(values, spec, dayInJapan(visit.at));
    if (!read.ok) return [text(...read.problems), ...keepTyped(values)];
    const filing = this.#filing(meant, read.filed);
    if (filing === null) return [text(REQUESTS.gone)];
    if (meant.again !== undefined) {
      return this.#do(meant.again, { do: 'file-again', filing }, visit, (request) => this.#filed(request));
    }
    const number = requestNumber(delivered.channel, delivered.conversation, delivered.id);
    const before = await this.#requests.load(number);
    // The same message came twice: it is filed once.
    if (before !== null)
      return before.asker === visit.person.id ? this.#filed(before) : [text(REQUESTS.gone)];
    const handled = file(filing, this.#context(visit, filing));
    if (!handled.ok) return [text(refusalOf(handled)), ...keepTyped(values)];
    return this.#filed(await this.#record(number, null, handled.events));
  }

  /** A button of an application. */
  async press({ act, number, step }: RequestAction, visit: Visit): Promise<readonly Message[]> {
    const request = await this.#visible(number, visit);
    if (request === null) return [text(REQUESTS.gone)];
    const decide = (decision: 'approved') =>
      this.#do(number, { do: 'decide', step, decision, conditions: '', reason: '' }, visit, (after) =>
        this.#decided(after, visit),
      );
    switch (act) {
      case 'show':
        return this.#card(request, visit);
      case 'approve':
        return decide('approved');
      case 'conditions':
        return [askText(`request conditions ${number} ${step}`, REQUESTS.ask.conditions)];
      case 'return':
        return [askText(`request return ${number} ${step}`, REQUESTS.ask.returned)];
      case 'refuse':
        return [askText(`request refuse ${number} ${step}`, REQUESTS.ask.refused)];
      case 'revoke':
        return [askText(`request revoke ${number} ${step}`, REQUESTS.ask.revoke)];
      case 'withdraw':
        return this.#do(number, { do: 'withdraw' }, visit, () => [text(REQUESTS.withdrawn)]);
      case 'counter-sign':
        return this.#do(number, { do: 'counter-sign', step }, visit, () => [text(REQUESTS.counterSigned)]);
      case 'again':
      case 'renew':
        return this.#formAgain(request, act, visit);
    }
  }

  /** A form that a button opened came back: `request refuse K7QF-2M9D 0`. */
  async answer(
    form: string,
    values: Readonly<Record<string, string>>,
    visit: Visit,
  ): Promise<readonly Message[]> {
    const [, act = '', number = '', at = ''] = form.split(' ');
    const request = await this.#visible(number, visit);
    if (request === null) return [text(REQUESTS.gone), ...keepTyped(values)];
    const words = values.words ?? '';
    const decide = (decision: 'approved-with-conditions' | 'returned' | 'refused'): RequestCommand => ({
      do: 'decide',
      step: Number(at),
      decision,
      conditions: decision === 'approved-with-conditions' ? words : '',
      reason: decision === 'approved-with-conditions' ? '' : words,
    });
    const command = {
      conditions: decide('approved-with-conditions'),
      return: decide('returned'),
      refuse: decide('refused'),
      revoke: { do: 'revoke', reason: words } as const,
    }[act];
    if (command === undefined) return [text(REQUESTS.gone), ...keepTyped(values)];
    return this.#do(number, command, visit, (after) =>
      act === 'revoke' ? [text(REQUESTS.revoked)] : this.#decided(after, visit),
    );
  }

  async mine(visit: Visit): Promise<readonly Message[]> {
    const requests = [...(await this.#requests.filedBy(visit.person.id))].reverse();
    if (requests.length === 0) return [text(REQUESTS.mineNone)];
    return [
      text(REQUESTS.mineList(requests.length)),
      ...requests.map((request) => requestLine(request, this.#cards(visit.at))),
    ];
  }

  /** What waits for this person's decision today, and what deputies decided for them. */
  async waitingFor(visit: Visit): Promise<readonly Message[]> {
    const waiting = (await this.#requests.waiting()).filter((request) => this.#mayDecide(request, visit));
    const due = (await this.#requests.decidedByDeputies()).filter(
      (request) => this.#counterSign(request, visit) !== null,
    );
    const lines = (requests: readonly Request[]) =>
      requests.map((request) => requestLine(request, this.#cards(visit.at)));
    return [
      text(waiting.length === 0 ? REQUESTS.waitingNone : REQUESTS.waitingList(waiting.length)),
      ...lines(waiting),
      ...(due.length === 0 ? [] : [text(REQUESTS.counterSignList(due.length)), ...lines(due)]),
    ];
  }

  /** Asks anew where the directory has changed, so that whoever holds the post today is told. */
  async followDirectory(at: Date): Promise<void> {
    for (const request of await this.#requests.waiting()) {
      const context = this.#context({ at, by: 'assistant' }, request);
      const asked = askFor(request.steps[request.step], request, context).filter(
        ({ persons }) => persons.length > 0,
      );
      const before = request.asked.map(({ role, persons }) => `${role} ${persons.join()}`).join(' ');
      const now = asked.map(({ role, persons }) => `${role} ${persons.join()}`).join(' ');
      if (asked.length === 0 || now === before) continue;
      const data = { step: request.step, asked: asked.map((one) => ({ ...one, persons: [...one.persons] })) };
      await this.#record(request.id, request, [
        { type: 'routed', by: 'assistant', at, data, personal: {} },
      ]).catch(ignoreConflict);
    }
  }

  /** What a timer's time has come for; null where nothing comes of it any more. */
  async timerEvents(
    stream: string,
    kind: string,
    at: Date,
  ): Promise<{ readonly request: Request; readonly append: Append } | null> {
    const number = numberOf(stream);
    const request = number === null ? null : await this.#requests.load(number);
    if (request === null || request.status !== 'waiting' || request.asked.length === 0) return null;
    const { step } = request;
    if (kind === 'remind')
      return this.#byTimer(request, { type: 'reminded', by: 'assistant', at, data: { step }, personal: {} });
    const persons = this.#deputiesOf(request, at);
    if (persons.length === 0) return null;
    return this.#byTimer(request, {
      type: 'deputies-told',
      by: 'assistant',
      at,
      data: { step, persons },
      personal: {},
    });
  }

  /** Those who could stand in for the holders that do not answer. */
  #deputiesOf(request: Request, at: Date): string[] {
    const { pack, directory } = this.#parts;
    const asker = directory().person(request.asker);
    if (asker === undefined) return [];
    return request.asked.flatMap(({ role, deputies }) => {
      const standIn = pack.roleRules.get(pack.roleRules.get(role)?.deputies?.role ?? '');
      if (deputies || standIn === undefined) return [];
      const system = request.system === null ? null : (directory().system(request.system) ?? null);
      const { persons, answeredBy } = resolveRole(
        { asker, rule: standIn, system, day: dayInJapan(at) },
        directory(),
        pack.roleRules,
      );
      return answeredBy === standIn.role ? persons.map(({ id }) => id) : [];
    });
  }

  /** Does what is wanted of an application, anew where somebody else was quicker; else says why not. */
  async #do(
    number: string,
    command: RequestCommand,
    visit: Visit,
    done: (after: Request) => readonly Message[],
  ): Promise<readonly Message[]> {
    for (let tries = 1; ; tries += 1) {
      const request = await this.#visible(number, visit);
      if (request === null) return [text(REQUESTS.gone)];
      if (isDoneAlready(request, command, visit))
        return [text(REQUESTS.alreadyDone), ...this.#card(request, visit)];
      const handled = handle(request, command, this.#context({ at: visit.at, by: visit.person.id }, request));
      try {
        const after =
          handled.events.length === 0 ? request : await this.#record(number, request, handled.events);
        return handled.ok ? done(after) : [text(refusalOf(handled)), ...this.#card(after, visit)];
      } catch (error) {
        if (!isConflict(error) || tries === TRIES) throw error;
      }
    }
  }

  /** Durable when it resolves. @throws {StoreError} @throws {EventConflict} */
  async #record(
    number: string,
    before: Request | null,
    events: readonly RequestEvent[],
    append: Partial<Append> = {},
  ): Promise<Request> {
    const { store, onTold } = this.#parts;
    const { after, asked, told } = this.#append(number, before, events);
    await store.events.append({ ...asked, ...append });
    onTold(told);
    return after;
  }

  #byTimer(request: Request, event: RequestEvent) {
    return { request, append: this.#append(request.id, request, [event]).asked };
  }

  /** What is to be written together: events, who is told of them, and when to look again. */
  #append(number: string, before: Request | null, events: readonly RequestEvent[]) {
    const { pack, hours, messagesFor } = this.#parts;
    const first = before?.version ?? 0;
    const told: string[] = [];
    const messages: NonNullable<Append['messages']>[number][] = [];
    let last = before;
    const tells = events.map((event, i) => {
      const after = withEvent(last, event, number);
      const askedBefore = last?.asked.flatMap(({ persons }) => persons) ?? [];
      last = after;
      const tidings = tidingsOf(event, after, askedBefore, (role) => this.#holdersOf(role, after));
      for (const one of tidings) {
        told.push(one.person);
        messages.push(
          ...messagesFor(one, number, `${streamOf(number)}:${first + i + 1}:${one.kind}:${one.person}`),
        );
      }
      return tidings.map(({ person, kind }) => ({ person, kind }));
    });
    if (last === null) throw new Error('nothing happened');
    const after: Request = last;
    const timers = timersOf(after, hours).map(({ timer, due }) => ({
      key: `${streamOf(number)}:${timer}`,
      kind: timer,
      at: due,
    }));
    const asks = events.some(({ type }) => type === 'routed');
    const asked: Append = {
      stream: streamOf(number),
      expectedVersion: first,
      policy: pack.fingerprint,
      events: toStore(number, before, events).map((event, i) => ({
        ...event,
        data: { ...event.data, tells: tells[i] ?? [] },
      })),
      messages,
      // A reminder is set when somebody is asked, and must not fire once nobody is.
      ...(asks ? { timers } : {}),
      ...(timers.length === 0
        ? { cancelTimers: ['remind', 'tell-deputies'].map((kind) => `${streamOf(number)}:${kind}`) }
        : {}),
    };
    return { after, asked, told };
  }

  /** Who holds a role for an asker, absent or not: found as if nobody were absent. */
  #holdersOf(role: string, { asker: id, system: named }: Request): string[] {
    const { pack, directory } = this.#parts;
    const asker = directory().person(id);
    const rule = pack.roleRules.get(role);
    if (asker === undefined || rule === undefined) return [];
    const system = named === null ? null : (directory().system(named) ?? null);
    const everybodyThere = directory().withoutAbsences();
    const { persons } = resolveRole(
      { asker, rule, system, day: dayInJapan(new Date(0)) },
      everybodyThere,
      pack.roleRules,
    );
    return persons.map((person) => person.id);
  }

  #context(
    visit: Pick<RequestContext, 'at' | 'by'> | Visit,
    about: Pick<Request, 'system'> | Filing,
  ): RequestContext {
    const by = 'by' in visit ? visit.by : visit.person.id;
    void about;
    return {
      by,
      at: visit.at,
      resolve: (role, asker, system) => this.#resolve(role, asker, system, visit.at),
    };
  }

  #resolve(
    role: string,
    askerId: string,
    systemId: string | null,
    at: Date,
  ): ReturnType<RequestContext['resolve']> {
    const { pack, directory } = this.#parts;
    const nobody = { role, persons: [], post: '', because: [], reason: REQUESTS.gone, deputies: false };
    const asker = directory().person(askerId);
    const rule = pack.roleRules.get(role);
    if (asker === undefined || rule === undefined) return nobody;
    const system = systemId === null ? null : (directory().system(systemId) ?? null);
    const found = resolveRole(
      { asker, rule, system, day: dayInJapan(at), act: DEPUTY_ACT },
      directory(),
      pack.roleRules,
    );
    return {
      role,
      persons: found.persons.map(({ id }) => id),
      post: found.post,
      because: [...found.because],
      reason: found.reason,
      deputies: found.deputising !== null,
    };
  }

  /** The application where this person may see it: asker, whoever was or would be asked, whoever decided. */
  async #visible(number: string, visit: Visit): Promise<Request | null> {
    const request = await this.#requests.load(number);
    if (request === null) return null;
    const { id } = visit.person;
    if (request.asker === id || this.#mayDecide(request, visit) || this.#counterSign(request, visit) !== null)
      return request;
    if (request.steps.some(({ roles }) => roles.some((role) => this.#holdersOf(role, request).includes(id))))
      return request;
    return (await this.#requests.involved(number)).has(id) ? request : null;
  }

  #mayDecide(request: Request, { person, at }: Visit): boolean {
    if (request.status !== 'waiting' || request.asker === person.id) return false;
    const asked = askFor(request.steps[request.step], request, this.#context({ at, by: person.id }, request));
    return asked.some(({ persons }) => persons.includes(person.id));
  }

  #counterSign(request: Request, { person, at }: Visit): number | null {
    const due = request.decisions.find(({ deputy, counterSigned, role }) => {
      if (!deputy || counterSigned !== null) return false;
      const holder = this.#resolve(role, request.asker, request.system, at);
      return !holder.deputies && holder.persons.includes(person.id);
    });
    return due?.step ?? null;
  }

  #card(request: Request, visit: Visit): readonly Message[] {
    const { person, at } = visit;
    const own = request.asker === person.id;
    const rights: Rights = {
      decide: this.#mayDecide(request, visit),
      counterSign: this.#counterSign(request, visit),
      withdraw: own && (request.status === 'waiting' || request.status === 'returned'),
      fileAgain: own && request.status === 'returned',
      renew: own && request.status === 'approved',
      revoke:
        request.status === 'approved' &&
        request.steps.some(({ roles }) =>
          roles.some((role) =>
            this.#resolve(role, request.asker, request.system, at).persons.includes(person.id),
          ),
        ),
    };
    return requestCard(request, rights, this.#cards(at));
  }

  #cards(at: Date): CardContext {
    const { pack, directory, quote } = this.#parts;
    return {
      nameOf: (id) => directory().person(id)?.name ?? id,
      systemName: (id) => directory().system(id)?.name ?? id,
      flow: (id) => this.#flow(id),
      quote,
      clause: (id) => pack.policy.get(id)?.id ?? null,
      moment: momentInJapan,
      today: dayInJapan(at),
    };
  }

  #flow(id: string): Flow | undefined {
    return this.#deciders.get(id)?.flow;
  }

  #filed(request: Request): readonly Message[] {
    const posts = request.asked.map(({ post }) => post).join('、');
    const reason = request.asked.map(({ reason }) => reason).join('');
    return [
      text(REQUESTS.filed(request.id), ...(posts === '' ? [] : [REQUESTS.routedTo(posts, reason)])),
      requestLine(request, this.#cards(request.askedAt)),
    ];
  }

  #decided(request: Request, visit: Visit): readonly Message[] {
    const mine = request.decisions.findLast(({ by }) => by === visit.person.id);
    const next =
      request.status === 'waiting' ? [REQUESTS.next(request.asked.map(({ post }) => post).join('、'))] : [];
    return [
      text(REQUESTS.decided(REQUESTS.decisions[mine?.decision ?? 'approved']), ...next),
      requestLine(request, this.#cards(visit.at)),
    ];
  }

  #formFor(flow: string, facts: Facts, form: string): FormSpec | null {
    const steps = this.#steps(flow, facts);
    const known = this.#flow(flow);
    if (steps === null || known === undefined) return null;
    const needsSystem = steps.some(({ roles }) => roles.some((role) => this.#dependsOnSystem(role)));
    const systems = needsSystem
      ? this.#parts.directory(new Date()).systems.filter(({ important }) => important)
      : [];
    return { form, title: known.title, extra: known.application as readonly ExtraField[], systems };
  }

  #dependsOnSystem(role: string): boolean {
    const held = this.#parts.pack.roleRules.get(role)?.held.by;
    return held === 'system-owner-head' || held === 'system-officers';
  }

  #steps(flow: string, facts: Facts) {
    const decision = this.#deciders.get(flow)?.decide(facts);
    return decision?.state === 'decided' ? stepsOf(decision.outcome) : null;
  }

  #filing(
    meant: FormMeaning,
    filed: Extract<ReturnType<typeof readFiling>, { ok: true }>['filed'],
  ): Filing | null {
    const decision = this.#deciders.get(meant.flow)?.decide(meant.facts);
    if (decision?.state !== 'decided') return null;
    const steps = stepsOf(decision.outcome);
    if (steps === null) return null;
    const { written, ...rest } = filed;
    return {
      data: {
        flow: meant.flow,
        facts: JSON.parse(JSON.stringify(meant.facts)),
        verdict: decision.outcome.verdict === 'approval' ? 'approval' : 'prohibited',
        citations: [...decision.outcome.citations],
        steps,
        renews: meant.renews ?? null,
        ...rest,
      },
      written,
    };
  }

  /** The form of an application that was sent back, or that is to go on; only the asker has it. */
  #formAgain(request: Request, act: 'again' | 'renew', visit: Visit): readonly Message[] {
    if (request.asker !== visit.person.id) return [text(REQUESTS.notYours), ...this.#card(request, visit)];
    const meaning = {
      flow: request.flow,
      facts: request.facts,
      ...(act === 'again' ? { again: request.id } : { renews: request.id }),
    };
    const spec = this.#formFor(request.flow, request.facts, formName(meaning));
    return spec === null ? [text(REQUESTS.gone)] : [filingForm(spec)];
  }
}

/** What a filing form was made for. */
interface FormMeaning {
  readonly flow: string;
  readonly facts: Facts;
  readonly again?: string;
  readonly renews?: string;
}

const FILING = 'apply ';

function formName(meaning: FormMeaning): string {
  return `${FILING}${JSON.stringify(meaning)}`;
}

/** Whether a form that came back is an application. */
export function isFiling(form: string): boolean {
  return form.startsWith(FILING);
}

function readFormName(form: string): FormMeaning | null {
  try {
    const read: unknown = JSON.parse(form.slice(FILING.length));
    if (typeof read !== 'object' || read === null || !('flow' in read) || !('facts' in read)) return null;
    // The facts are looked at by the decider, which refuses every value that is none.
    return read as FormMeaning;
  } catch {
    return null;
  }
}

function askText(
  form: string,
  { title, label, hint }: { title: string; label: string; hint: string },
): Message {
  return {
    type: 'form',
    form,
    title,
    fields: [{ kind: 'text', id: 'words', label, hint, required: true, multiline: true, maxLength: 10_000 }],
    submit: REQUESTS.ask.submit,
  };
}

/** What was typed is given back where it was not recorded: nothing is lost. */
export function keepTyped(values: Readonly<Record<string, string>>): readonly Message[] {
  const words = Object.values(values).filter((value) => value.trim() !== '');
  return words.length === 0
    ? []
    : [text(REQUESTS.keepTyped, ...words.flatMap((value) => value.match(/[\s\S]{1,2900}/gu) ?? []))];
}

function refusalOf(handled: Extract<Handled, { ok: false }>): string {
  const { refusal } = handled;
  switch (refusal.code) {
    case 'NOBODY_TO_ASK':
      return REQUESTS.nobody(refusal.reason);
    case 'NOT_YOURS':
      return REQUESTS.notYours;
    case 'NOT_OPEN':
      return REQUESTS.notOpen;
    case 'REASON_MISSING':
      return REQUESTS.problems.missing(REQUESTS.card.reason);
    case 'CONDITIONS_MISSING':
      return REQUESTS.problems.missing(REQUESTS.card.conditions);
  }
}

/** The same press came twice: it stands already, and leaves no second line. */
function isDoneAlready(request: Request, command: RequestCommand, { person }: Visit): boolean {
  switch (command.do) {
    case 'decide':
      return request.decisions.some(
        ({ step, by, decision }) =>
          step === command.step && by === person.id && decision === command.decision,
      );
    case 'withdraw':
      return request.status === 'withdrawn' && request.asker === person.id;
    case 'counter-sign':
      return request.decisions.some(
        ({ step, counterSigned }) => step === command.step && counterSigned?.by === person.id,
      );
    case 'revoke':
      return request.revoked?.by === person.id;
    case 'file-again':
      return false;
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EVENT_CONFLICT';
}

function ignoreConflict(error: unknown): void {
  if (!isConflict(error)) throw error;
}

/** 「11月24日 10:15」, in Japan. */
function momentInJapan(at: Date): string {
  const local = new Date(at.getTime() + 9 * 3_600_000);
  const [, month = '', day = '', time = ''] =
    /^\d{4}-(\d{2})-(\d{2})T(\d{2}:\d{2})/u.exec(local.toISOString()) ?? [];
  return `${Number(month)}月${Number(day)}日 ${time}`;
}
