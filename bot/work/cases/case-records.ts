import { createHash } from 'node:crypto';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Append } from '../../store/events/append.ts';
import type { Events } from '../../store/events/events.ts';
import { type Case, withEvent } from './case.ts';
import type { CaseEvent } from './case-events.ts';
import { caseStream } from './case-number.ts';
import type { CaseProcedures } from './case-standing.ts';
import { type CaseTidings, caseTidings } from './case-tidings.ts';
import { nextEscalation } from './escalation.ts';
import { maskMyNumber } from './mask-my-number.ts';
import { caseToStore } from './stored-cases.ts';

type Messages = NonNullable<Append['messages']>;

export interface CaseRecordParts {
  readonly events: Pick<Events, 'append'>;
  readonly procedures: CaseProcedures;
  readonly times: Pack['alerts'];
  /** Fingerprint of the pack. */
  readonly policy: string;
  /** Messages by which somebody outside the page is told; none where there is no such channel. */
  readonly messagesFor: (tidings: CaseTidings, one: Case, id: string) => Messages;
  /** Called after something was recorded: what these persons see of it has changed, or they have news. */
  readonly onChanged: (persons: readonly string[]) => void;
}

/** The timer by which alerts go further. */
export const ESCALATE = 'escalate';

/** Writes what happens to cases: events, who is told of them, and when to look again, all or nothing. */
export class CaseRecords {
  readonly #parts: CaseRecordParts;

  constructor(parts: CaseRecordParts) {
    this.#parts = parts;
  }

  /**
   * Durable when it resolves.
   * @param further what is settled with it: the timer that it comes of.
   * @throws {StoreError} @throws {EventConflict} where somebody else was quicker. @throws {ClaimLost}
   */
  async append(
    number: string,
    before: Case | null,
    written: readonly CaseEvent[],
    further: Pick<Append, 'fired'> = {},
  ): Promise<Case> {
    // Before anything is kept of it: what cannot be asked for by the law must not lie here.
    const events = written.map((event) => ({ ...event, personal: masked(event.personal) }));
    const { after, asked, told } = this.#prepare(number, before, events);
    await this.#parts.events.append({ ...asked, ...further });
    this.#parts.onChanged([...new Set([...told, ...involvedIn(after)])]);
    return after;
  }

  #prepare(number: string, before: Case | null, events: readonly CaseEvent[]) {
    const { policy, procedures, times, messagesFor } = this.#parts;
    const stream = caseStream(number);
    const first = before?.version ?? 0;
    const messages: Messages[number][] = [];
    const told: string[] = [];
    let last = before;
    const tells = events.map((event, i) => {
      const after = withEvent(last, event, number);
      last = after;
      const tidings = caseTidings(event, after, procedures.standing(after));
      for (const one of tidings) {
        told.push(one.person);
        if (one.sends) messages.push(...messagesFor(one, after, messageId(number, first + i + 1, one)));
      }
      return tidings.map(({ person, kind }) => ({ person, kind }));
    });
    const after = last ?? before;
    if (after === null) throw new Error('nothing happened');
    const key = `${stream}:${ESCALATE}`;
    const next = nextEscalation(after, times);
    const asked: Append = {
      stream,
      expectedVersion: first,
      policy,
      events: caseToStore(number, before, events).map((event, i) => ({
        ...event,
        data: { ...event.data, tells: tells[i] ?? [] },
      })),
      messages,
      ...(next === null ? { cancelTimers: [key] } : { timers: [{ key, kind: ESCALATE, at: next }] }),
    };
    return { after, asked, told };
  }
}

/** Who reported, everybody told so far and whoever did a step of it; never whom it is about. */
function involvedIn({ reporter, reporterListed, alerts, done, about }: Case): readonly string[] {
  const persons = [
    ...(reporterListed ? [reporter] : []),
    ...alerts.flatMap((alert) => alert.persons),
    ...done.map(({ by }) => by),
  ];
  return persons.filter((person) => person !== about);
}

function masked(personal: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(personal).map(([field, text]) => [field, maskMyNumber(text)]));
}

/** One message's name, the same however often it is sent; whom it is for stands in it as a hash, as with applications. */
function messageId(number: string, version: number, { kind, person }: CaseTidings): string {
  return `${number}.${version}.${kind}.${createHash('sha256').update(person).digest('hex').slice(0, 12)}`;
}
