import { dayInJapan } from '../../../knowledge/organisation/day.ts';
import type { Directory, Person } from '../../../knowledge/organisation/directory.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { CardMessage, CopyOf, Message, RequestAction } from '../../messages/model.ts';
import { REQUESTS } from '../../messages/request-wording.ts';
import { text } from '../../messages/wording.ts';
import type { Append } from '../../store/events/append.ts';
import { EventConflict } from '../../store/events/event-conflict.ts';
import type { Store } from '../../store/open-store.ts';
import type { ClaimedTimer } from '../../store/queues/timers.ts';
import { momentInJapan } from '../moment.ts';
import type { WorkingHours } from '../working-time.ts';
import { Filings, type FormMeaning, formName, readFormName } from './filing.ts';
import { filingForm, readFiling } from './filing-form.ts';
import { file, handle, pressOfOutsider, pressRepeated, type RequestCommand } from './handle.ts';
import { numberOf, requestNumber } from './number.ts';
import { Posts } from './posts.ts';
import type { Request } from './request.ts';
import {
  type CardContext,
  quoted,
  requestCard,
  requestInFull,
  requestLine,
  standing,
} from './request-card.ts';
import type { Decision } from './request-events.ts';
import { RequestRecords } from './request-records.ts';
import { askText, isDoneAlready, keepTyped, refusalOf } from './request-replies.ts';
import { StoredRequests } from './stored-requests.ts';
import type { Tidings } from './tidings.ts';

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
  readonly messagesFor: (tidings: Tidings, number: string, id: string) => NonNullable<Append['messages']>;
  readonly onChanged: (persons: readonly string[]) => void;
}

/** Takes applications, asks the right people, records what they decide, and says how things stand. */
export class RequestDesk {
  readonly #parts: RequestDeskParts;
  readonly #requests: StoredRequests;
  readonly #records: RequestRecords;
  readonly #posts: Posts;
  readonly #filings: Filings;

  constructor(parts: RequestDeskParts) {
    const { pack, store, directory, hours, messagesFor, onChanged } = parts;
    this.#parts = parts;
    this.#posts = new Posts(directory, pack.roleRules);
    this.#filings = new Filings(pack.flows, this.#posts);
    this.#requests = new StoredRequests(store.events, store.streams);
    this.#records = new RequestRecords({
      events: store.events,
      posts: this.#posts,
      hours,
      policy: pack.fingerprint,
      messagesFor,
      onChanged,
    });
  }

  /** The form for the permission that a verdict needs. */
  apply(flow: string, facts: Facts, visit: Visit): readonly Message[] {
    return this.#form({ flow, facts }, visit);
  }

  /** An application that comes in on its form. */
  async file(
    form: string,
    values: Readonly<Record<string, string>>,
    visit: Visit,
    { channel, conversation, id }: Delivered,
  ): Promise<readonly Message[]> {
    const meaning = readFormName(form);
    const spec = meaning && this.#filings.spec(meaning, this.#parts.directory(visit.at));
    if (meaning === null || spec === null) return [text(REQUESTS.gone), ...keepTyped(values)];
    const number = requestNumber(channel, conversation, id);
    const before = meaning.again === undefined ? await this.#requests.load(number) : null;
    // The same message came twice: it is filed once.
    if (before !== null)
      return before.asker === visit.person.id ? this.#filed(before) : [text(REQUESTS.gone)];
    const read = readFiling(values, spec, dayInJapan(visit.at));
    if (!read.ok) return [text(...read.problems), filingForm(spec, values)];
    const filing = this.#filings.filing(meaning, read.filed);
    if (filing === null) return [text(REQUESTS.gone), ...keepTyped(values)];
    if (meaning.again !== undefined) {
      const command = { do: 'file-again', filing } as const;
      return this.#do(meaning.again, command, visit, (after) => this.#filed(after), values);
    }
    if (meaning.renews !== undefined) {
      const renew = { do: 'open', act: 'renew', step: 0, round: 0 } as const;
      const refused = await this.#do(meaning.renews, renew, visit, () => [], values);
      if (refused.length > 0) return refused;
    }
    const handled = file(filing, this.#posts.context(visit.person.id, visit.at));
    if (!handled.ok) return [text(refusalOf(handled.refusal)), ...keepTyped(values)];
    return this.#filed(await this.#records.append(number, null, handled.events));
  }

  /** Whether it depends on an information system who holds a role. */
  dependsOnSystem(role: string): boolean {
    return this.#posts.dependsOnSystem(role);
  }

  /** A button of an application. */
  async press(action: RequestAction, visit: Visit): Promise<readonly Message[]> {
    const { act, number, step, round } = action;
    switch (act) {
      case 'approve': {
        const decide = {
          do: 'decide',
          step,
          round,
          decision: 'approved',
          conditions: '',
          reason: '',
        } as const;
        return this.#do(number, decide, visit, (after) => this.#decided(after, visit));
      }
      case 'withdraw':
        return this.#do(number, { do: 'withdraw' }, visit, () => [text(REQUESTS.withdrawn)]);
      case 'counter-sign':
        return this.#do(number, { do: 'counter-sign', step }, visit, () => [text(REQUESTS.counterSigned)]);
      case 'show': {
        const request = await this.#visible(number, visit);
        return request === null ? [text(REQUESTS.gone)] : this.#card(request, visit);
      }
      default:
        return this.#do(number, { do: 'open', act, step, round }, visit, (request) =>
          this.#asking(request, { act, step, round }, visit),
        );
    }
  }

  /** The form that a button opens. */
  #asking(
    request: Request,
    { act, step, round }: Omit<Extract<RequestCommand, { do: 'open' }>, 'do'>,
    visit: Visit,
  ): readonly Message[] {
    const { ask } = REQUESTS;
    const asking = (words: (typeof ask)[keyof Omit<typeof ask, 'submit'>]) => [
      askText(`request ${act} ${request.id} ${step} ${round}`, words),
    ];
    switch (act) {
      case 'conditions':
        return asking(ask.conditions);
      case 'return':
        return asking(ask.returned);
      case 'refuse':
        return asking(ask.refused);
      case 'revoke':
        return asking(ask.revoke);
      case 'again':
      case 'renew': {
        const { flow, facts, id, written, system, from, to, returnBy } = request;
        const same = { ...written, system: system ?? 'none' };
        return act === 'again'
          ? this.#form({ flow, facts, again: id }, visit, { ...same, from, to, returnBy: returnBy ?? '' })
          : // For another time: the days are what is new.
            this.#form({ flow, facts, renews: id }, visit, same);
      }
    }
  }

  /** A form that a button opened came back: `request refuse K7QF-2M9D 0`. */
  async answer(
    form: string,
    values: Readonly<Record<string, string>>,
    visit: Visit,
  ): Promise<readonly Message[]> {
    const [, act = '', number = '', step = '', round = ''] = form.split(' ');
    const command = commandOf(act, Number(step), Number(round), values.words ?? '');
    if (command === null) return [text(REQUESTS.gone), ...keepTyped(values)];
    const done = (after: Request) =>
      command.do === 'revoke' ? [text(REQUESTS.revoked)] : this.#decided(after, visit);
    return this.#do(number, command, visit, done, values);
  }

  /** What an application came to by the event at this place: for whoever is told of it later. */
  async decisionAt(number: string, position: number): Promise<Decision | null> {
    return this.#requests.decisionAt(number, position);
  }

  /** How an application stands, in a word; null where it waits for this person's decision today. */
  async standingFor(number: string, { person, at }: Visit): Promise<string | null> {
    const request = await this.#requests.load(number);
    if (request === null || this.#posts.mayDecide(request, person.id, at)) return null;
    return standing(request, this.#cards(at));
  }

  /** A card of an application as it stands now; null where it is none of theirs. Nothing is recorded. @throws {StoreError} */
  async copy({ number, view, round }: CopyOf, visit: Visit): Promise<CardMessage | null> {
    const request = await this.#visible(number, visit);
    if (request === null) return null;
    const context = this.#cards(visit.at);
    if (view === 'line') return requestLine(request, context);
    return requestCard(request, this.#posts.rights(request, visit.person.id, visit.at), context, round);
  }

  /** What this person applied for. */
  async mine(visit: Visit): Promise<readonly Message[]> {
    const requests = [...(await this.#requests.filedBy(visit.person.id))].reverse();
    if (requests.length === 0) return [text(REQUESTS.mineNone)];
    return [text(REQUESTS.mineList(requests.length)), ...this.#lines(requests, visit.at)];
  }

  /** What waits for this person's decision today, and what deputies decided for them. */
  async waitingFor({ person, at }: Visit): Promise<readonly Message[]> {
    const all = await this.#requests.waiting();
    const waiting = all.filter((request) => this.#posts.mayDecide(request, person.id, at));
    const decided = await this.#requests.decidedByDeputies();
    const due = decided.filter((request) => this.#posts.counterSignDue(request, person.id, at) !== null);
    return [
      text(waiting.length === 0 ? REQUESTS.waitingNone : REQUESTS.waitingList(waiting.length)),
      ...this.#lines(waiting, at),
      ...(due.length === 0 ? [] : [text(REQUESTS.counterSignList(due.length)), ...this.#lines(due, at)]),
    ];
  }

  /** Asks anew where the directory has changed, so that whoever holds the post today is told. */
  async followDirectory(at: Date): Promise<void> {
    for (const request of await this.#requests.waiting()) {
      const asked = this.#posts.askedNow(request, at);
      const names = (list: Request['asked'] | typeof asked) =>
        list.map(({ role, persons }) => `${role} ${[...persons].sort().join()}`).join(' ');
      if (asked.length === 0 || names(asked) === names(request.asked)) continue;
      const data = { step: request.step, asked: asked.map((one) => ({ ...one, persons: [...one.persons] })) };
      const routed = { type: 'routed', by: 'assistant', at, data, personal: {} } as const;
      await this.#records.append(request.id, request, [routed]).catch((error: unknown) => {
        // Decided or withdrawn at the same instant: nobody is asked any more.
        if (!(error instanceof EventConflict)) throw error;
      });
    }
  }

  /** A timer's time has come: reminds, or tells the deputies, where the application still waits. */
  async fire(timer: ClaimedTimer, at: Date): Promise<void> {
    const number = numberOf(timer.stream);
    const request = number === null ? null : await this.#requests.load(number);
    // Decided or withdrawn at the same instant: that has cancelled it.
    if (request === null || request.status !== 'waiting' || request.asked.length === 0) return;
    const { step } = request;
    // On record also where there is nobody to be told: that is what came of the timer.
    const deputies = timer.kind === 'remind' ? [] : this.#posts.deputiesOf(request, at);
    const base = { by: 'assistant', at, personal: {} };
    await this.#records.append(
      request.id,
      request,
      [
        timer.kind === 'remind'
          ? { ...base, type: 'reminded', data: { step } }
          : { ...base, type: 'deputies-told', data: { step, deputies } },
      ],
      { fired: timer },
    );
  }

  /** Does what is wanted of an application, anew where somebody else was quicker; else says why not. */
  async #do(
    number: string,
    command: RequestCommand,
    visit: Visit,
    done: (after: Request) => readonly Message[],
    typed: Readonly<Record<string, string>> = {},
  ): Promise<readonly Message[]> {
    for (let tries = 1; ; tries += 1) {
      const request = await this.#visible(number, visit);
      if (request === null) return this.#pressedByOutsider(number, command, visit, typed);
      const context = this.#posts.context(visit.person.id, visit.at);
      try {
        if (isDoneAlready(request, command, visit.person.id)) {
          // A filing that comes twice is one message sent again: no press.
          if (command.do !== 'file-again')
            await this.#records.append(number, request, [pressRepeated(command, context)]);
          return [text(REQUESTS.alreadyDone), ...this.#card(request, visit)];
        }
        const handled = handle(request, command, context);
        const { events } = handled;
        const after = events.length === 0 ? request : await this.#records.append(number, request, events);
        if (handled.ok) return done(after);
        return [text(refusalOf(handled.refusal)), ...keepTyped(typed), ...this.#card(after, visit)];
      } catch (error) {
        if (!(error instanceof EventConflict) || tries === TRIES) throw error;
      }
    }
  }

  /** Told as if there were none; on record, since nobody presses by accident what they were never shown. */
  async #pressedByOutsider(
    number: string,
    command: RequestCommand,
    { person, at }: Visit,
    typed: Readonly<Record<string, string>>,
  ): Promise<readonly Message[]> {
    for (let tries = 1; ; tries += 1) {
      const request = await this.#requests.load(number);
      try {
        if (request !== null) {
          const refused = pressOfOutsider(command, this.#posts.context(person.id, at));
          await this.#records.append(number, request, [refused]);
        }
        return [text(REQUESTS.gone), ...keepTyped(typed)];
      } catch (error) {
        if (!(error instanceof EventConflict) || tries === TRIES) throw error;
      }
    }
  }

  /** The application where this person may see it: who asked, whose post it concerns, who had to do with it. */
  async #visible(number: string, { person, at }: Visit): Promise<Request | null> {
    const request = await this.#requests.load(number);
    if (request === null) return null;
    if (request.asker === person.id || this.#posts.concerns(request, person.id, at)) return request;
    return request.involved.includes(person.id) ? request : null;
  }

  #form(
    meaning: FormMeaning,
    { at }: Visit,
    values: Readonly<Record<string, string>> = {},
  ): readonly Message[] {
    const spec = this.#filings.spec(meaning, this.#parts.directory(at));
    return spec === null ? [text(REQUESTS.gone)] : [filingForm({ ...spec, form: formName(meaning) }, values)];
  }

  #card(request: Request, { person, at }: Visit): readonly Message[] {
    return requestInFull(request, this.#posts.rights(request, person.id, at), this.#cards(at));
  }

  #lines(requests: readonly Request[], at: Date): Message[] {
    return requests.map((request) => requestLine(request, this.#cards(at)));
  }

  #cards(at: Date): CardContext {
    const { pack, directory, quote } = this.#parts;
    const today = directory(at);
    return {
      nameOf: (id) => today.person(id)?.name ?? id,
      systemName: (id) => today.system(id)?.name ?? id,
      flow: (id) => this.#filings.flow(id),
      quote,
      clause: (id) => pack.policy.get(id)?.id ?? null,
      moment: momentInJapan,
      today: dayInJapan(at),
    };
  }

  #filed(request: Request): readonly Message[] {
    const posts = request.asked.map(({ post }) => post).join('、');
    const reasons = request.asked.map(({ reason }) => reason);
    const because = new Set(request.asked.flatMap((asked) => asked.because));
    return [
      text(REQUESTS.filed(request.id), ...(posts === '' ? [] : [REQUESTS.routedTo(posts, reasons)])),
      ...this.#lines([request], request.askedAt),
      ...quoted(because, this.#cards(request.askedAt)),
    ];
  }

  #decided(request: Request, { person, at }: Visit): readonly Message[] {
    const mine = request.decisions.findLast(({ by }) => by === person.id);
    const decision = REQUESTS.decisions[mine?.decision ?? 'approved'];
    const next = request.asked.map(({ post }) => post).join('、');
    const reasons = request.asked.map(({ reason }) => reason);
    return [
      text(
        ...(request.status === 'waiting'
          ? [REQUESTS.decidedStep(decision), REQUESTS.next(next, reasons)]
          : [REQUESTS.decided(decision)]),
      ),
      ...this.#lines([request], at),
    ];
  }
}

function commandOf(act: string, step: number, round: number, words: string): RequestCommand | null {
  const decide = { do: 'decide', step, round, conditions: '', reason: '' } as const;
  switch (act) {
    case 'conditions':
      return { ...decide, decision: 'approved-with-conditions', conditions: words };
    case 'return':
      return { ...decide, decision: 'returned', reason: words };
    case 'refuse':
      return { ...decide, decision: 'refused', reason: words };
    case 'revoke':
      return { do: 'revoke', reason: words };
    default:
      return null;
  }
}
