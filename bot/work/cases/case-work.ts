import type { Directory } from '../../../knowledge/organisation/directory.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Append } from '../../store/events/append.ts';
import { EventConflict } from '../../store/events/event-conflict.ts';
import type { Store } from '../../store/open-store.ts';
import type { ClaimedTimer } from '../../store/queues/timers.ts';
import { type Case, withEvent } from './case.ts';
import { type CaseCommand, type CaseContext, type CaseRefusal, UNLISTED } from './case-command.ts';
import type { CaseEvent } from './case-events.ts';
import { caseNumber, caseOf } from './case-number.ts';
import { CasePosts } from './case-posts.ts';
import { CaseRecords } from './case-records.ts';
import { CaseRights } from './case-rights.ts';
import { CaseProcedures } from './case-standing.ts';
import type { CaseTidings } from './case-tidings.ts';
import { isDoneAlready } from './done-already.ts';
import { chainsOf, escalate, escalateDue, nextEscalation } from './escalation.ts';
import { followPosts, handleCase, pressByOutsider } from './handle-case.ts';
import { openedBy } from './opened-case.ts';
import { report } from './report-case.ts';
import type { Reporter, ReportFiling } from './report-filing.ts';
import { eraseExpired } from './retention.ts';
import { isSameMatter, WITHIN_MS } from './same-matter.ts';
import { StoredCases } from './stored-cases.ts';

/** Two writes at the same instant: the later decides anew on what the earlier left. */
const TRIES = 5;
/** What of our own acts where no person does. */
const ASSISTANT = 'assistant';

export interface CaseWorkParts {
  readonly pack: Pack;
  readonly store: Pick<Store, 'events' | 'streams' | 'timers'>;
  /** Who works where at a moment, absences recorded in the chat included. */
  readonly directory: (at: Date) => Directory;
  readonly messagesFor: (tidings: CaseTidings, one: Case, id: string) => NonNullable<Append['messages']>;
  readonly onChanged: (persons: readonly string[]) => void;
  /** Channels that deliver: an alert goes to others once all of them have given it up. */
  readonly channels: readonly string[];
}

/** What came of something that was wanted of a case. */
export type CaseOutcome =
  /** Done now, or `already`: the same press came twice. */
  | { readonly type: 'done' | 'already'; readonly one: Case }
  | { readonly type: 'refused'; readonly refusal: CaseRefusal; readonly one: Case }
  /** There is none of this number, or it is none of theirs: told alike. */
  | { readonly type: 'gone' };

/** An alert that could not be delivered to somebody. */
export interface Undelivered {
  readonly stream: string;
  readonly alerts: readonly string[];
  readonly person: string;
  readonly channel: string;
  readonly code: string;
}

/** Writes down what happens to cases, whoever does it: people, the clock, a channel that could not deliver. */
export class CaseWork {
  readonly stored: StoredCases;
  readonly procedures: CaseProcedures;
  readonly posts: CasePosts;
  readonly rights: CaseRights;
  readonly #parts: CaseWorkParts;
  readonly #records: CaseRecords;

  constructor(parts: CaseWorkParts) {
    const { pack, store, directory, messagesFor, onChanged } = parts;
    this.#parts = parts;
    this.procedures = new CaseProcedures(pack.procedures);
    this.posts = new CasePosts(directory, pack.roleRules, pack.cases.unlisted);
    this.rights = new CaseRights({ procedures: this.procedures, posts: this.posts, cases: pack.cases });
    this.stored = new StoredCases(store.events, store.streams);
    this.#records = new CaseRecords({
      events: store.events,
      procedures: this.procedures,
      times: pack.alerts,
      policy: pack.fingerprint,
      messagesFor,
      onChanged,
    });
  }

  /** Whatever is decided about a case at a moment, by whom. */
  context(by: string, at: Date): CaseContext {
    const { procedures, posts, rights } = this;
    const { cases, collected } = this.#parts.pack;
    return { by, at, procedures, posts, rights, cases, collected };
  }

  /** Opens a case, or finds it opened already: durable when it resolves. @throws {StoreError} */
  async open(filing: ReportFiling, reporter: Reporter, at: Date): Promise<Case> {
    return this.#open(caseNumber(filing.key), filing, reporter, at);
  }

  async #open(number: string, filing: ReportFiling, reporter: Reporter, at: Date): Promise<Case> {
    const before = await this.stored.load(number);
    const one = before ?? (await this.#report(number, filing, reporter, at));
    await this.#fileOpened(one);
    return one;
  }

  async #report(number: string, filing: ReportFiling, reporter: Reporter, at: Date): Promise<Case> {
    const procedure = this.procedures.get(filing.flow);
    if (procedure === undefined) throw new Error('a report follows a procedure of the pack');
    const by = reporter.kind === 'listed' ? reporter.person : UNLISTED;
    const section = this.#sectionOf(filing, reporter, at);
    const events = report(number, filing, reporter, section, procedure, this.context(by, at));
    try {
      return await this.#records.append(number, null, events);
    } catch (error) {
      // The same report was delivered twice at the same instant.
      const other = error instanceof EventConflict ? await this.stored.load(number) : null;
      if (other === null) throw error;
      return other;
    }
  }

  #sectionOf({ concerning }: ReportFiling, reporter: Reporter, at: Date): string {
    const directory = this.#parts.directory(at);
    if (reporter.kind === 'listed') return directory.person(concerning ?? reporter.person)?.unit ?? '';
    const { section } = reporter;
    const named = directory.unit(section) ?? directory.units.find(({ name }) => name === section.trim());
    return named?.id ?? section;
  }

  /** Files the reports that a case has said are filed with it, where they are not there. */
  async #fileOpened(one: Case): Promise<void> {
    for (const { number, filing, reporter, at } of openedBy(one, this.procedures.get(one.flow)))
      await this.#open(number, filing, reporter, at);
  }

  /** Does what is wanted of a case, anew where somebody else was quicker. @throws {StoreError} */
  async do(number: string, command: CaseCommand, by: string, at: Date): Promise<CaseOutcome> {
    const context = this.context(by, at);
    return this.#retried(async () => {
      const one = await this.stored.load(number);
      if (one === null) return { type: 'gone' };
      if (!this.rights.mayShow(one, by, at)) {
        // On record, since nobody presses by accident what they were never shown.
        await this.#records.append(number, one, [pressByOutsider(command, context)]);
        return { type: 'gone' };
      }
      if (isDoneAlready(one, command, context)) {
        await this.#fileOpened(one);
        return { type: 'already', one };
      }
      const handled = handleCase(one, command, context);
      const { events } = handled;
      const after = events.length === 0 ? one : await this.#records.append(number, one, events);
      if (!handled.ok) return { type: 'refused', refusal: handled.refusal, one: after };
      await this.#fileOpened(after);
      return { type: 'done', one: after };
    });
  }

  /** Says of two cases that they are the same matter: each names the other, and both go on. @throws {StoreError} */
  async join(number: string, other: string, by: string, at: Date): Promise<CaseOutcome> {
    const [one, second] = [await this.stored.load(number), await this.stored.load(other)];
    const may =
      one !== null &&
      second !== null &&
      (this.rights.mayShow(second, by, at) ||
        isSameMatter(one, second, this.#parts.directory(at), this.procedures));
    if (!may) return { type: 'gone' };
    const joined = await this.do(number, { do: 'join', with: other }, by, at);
    if (joined.type === 'done' || joined.type === 'already')
      await this.#retried(async () => {
        const there = await this.stored.load(other);
        if (there === null || there.joined.includes(number)) return;
        const data = { with: number };
        await this.#records.append(other, there, [{ type: 'joined', by, at, data, personal: {} }]);
      });
    return joined;
  }

  /** Open cases that may be the same matter as this one, the oldest first. */
  async sameAs(one: Case, at: Date): Promise<readonly Case[]> {
    const directory = this.#parts.directory(at);
    const open = await this.stored.list({ status: 'open', since: new Date(one.at.getTime() - WITHIN_MS) });
    return open.filter((other) => isSameMatter(one, other, directory, this.procedures));
  }

  /** A timer's time has come: alerts that nobody has acknowledged go further. */
  async fire(timer: ClaimedTimer, at: Date): Promise<void> {
    const { store, pack } = this.#parts;
    const number = caseOf(timer.stream);
    const one = number === null ? null : await this.stored.load(number);
    const next = one === null ? null : nextEscalation(one, pack.alerts);
    // Acknowledged or closed at the same instant: that has cancelled it.
    if (one === null || next === null) return;
    const events = escalateDue(one, pack.alerts, this.posts, at);
    if (events.length === 0) await store.timers.failed(timer, next);
    else await this.#records.append(one.id, one, events, { fired: timer });
  }

  /** An alert did not arrive: on record, and others are told at once. May be said again of the same one. */
  async undelivered({ stream, alerts, person, channel, code }: Undelivered, at: Date): Promise<void> {
    const number = caseOf(stream);
    if (number === null) return;
    await this.#retried(async () => {
      const one = await this.stored.load(number);
      if (one === null) return;
      const events: CaseEvent[] = [];
      let after = one;
      const add = (event: CaseEvent) => {
        events.push(event);
        after = withEvent(after, event, number);
      };
      for (const id of alerts) {
        const alert = after.alerts.find((alert) => alert.id === id);
        const isKnown = alert?.undelivered.some((one) => one.person === person && one.channel === channel);
        if (alert === undefined || isKnown) continue;
        const data = { alert: id, person, channel, code };
        add({ type: 'undelivered', by: ASSISTANT, at, data, personal: {} });
        const chain = chainsOf(after).find(({ alerts }) => alerts.some((one) => one.id === id));
        // Another channel, or another of those who may act, still has it: nobody waits in vain.
        if (chain === undefined || !this.#isLostOn(after, id, person)) continue;
        if (chain.acknowledged !== null || one.status === 'closed') continue;
        add(escalate(after, chain, 'undelivered', this.posts, at));
      }
      if (events.length > 0) await this.#records.append(number, one, events);
    });
  }

  /** Whether an alert has now reached none of those whom it names, by whichever channel; this person was the last of them. */
  #isLostOn({ alerts }: Case, id: string, person: string): boolean {
    const alert = alerts.find((one) => one.id === id);
    // Told again of what others were told: their own alert went further when it did not arrive.
    if (alert === undefined || !alert.persons.includes(person)) return false;
    return alert.persons.every((one) =>
      this.#parts.channels.every((channel) =>
        alert.undelivered.some((failed) => failed.person === one && failed.channel === channel),
      ),
    );
  }

  /** Looks at every open case anew: who holds a post today is told; what a fault left unfiled is filed. */
  async followDirectory(at: Date): Promise<void> {
    for (const one of await this.stored.list({ status: 'open' })) {
      const events = followPosts(one, this.context(ASSISTANT, at));
      try {
        await this.#fileOpened(one);
        if (events.length > 0) await this.#records.append(one.id, one, events);
      } catch (error) {
        // Something was done at the same instant: looked at again presently.
        if (!(error instanceof EventConflict)) throw error;
      }
    }
  }

  /** Erases what people wrote of closed cases whose time is over. */
  async forget(at: Date): Promise<void> {
    const { pack, store } = this.#parts;
    const load = async (stream: string) => {
      const loaded = await store.events.load(stream);
      const one = await this.stored.load(caseOf(stream) ?? '');
      const written = loaded.some(({ texts }) => Object.values(texts).some((text) => text !== null));
      return one === null ? null : { one, written };
    };
    await eraseExpired({ store, periods: pack.retention, policy: pack.fingerprint, load }, at);
  }

  async #retried<T>(act: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof EventConflict) || tries === TRIES) throw error;
      }
    }
  }
}
