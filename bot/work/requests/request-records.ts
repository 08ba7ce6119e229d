import { createHash } from 'node:crypto';
import type { Append } from '../../store/events/append.ts';
import type { Events } from '../../store/events/events.ts';
import type { WorkingHours } from '../working-time.ts';
import { streamOf } from './number.ts';
import type { Posts } from './posts.ts';
import { type Request, withEvent } from './request.ts';
import type { RequestEvent } from './request-events.ts';
import { toStore } from './stored-requests.ts';
import { type Tidings, tidingsOf } from './tidings.ts';
import { timersOf } from './timers.ts';

type Messages = NonNullable<Append['messages']>;

export interface RecordParts {
  readonly events: Pick<Events, 'append'>;
  readonly posts: Posts;
  readonly hours: WorkingHours;
  /** Fingerprint of the pack. */
  readonly policy: string;
  /** Messages by which somebody outside the page is told; none where there is no such channel. */
  readonly messagesFor: (tidings: Tidings, number: string, id: string) => Messages;
  /** Called after something was recorded: what these persons see of it has changed, or they have news. */
  readonly onChanged: (persons: readonly string[]) => void;
}

/** Writes what happens to applications: events, who is told of them, and when to look again, all or nothing. */
export class RequestRecords {
  readonly #parts: RecordParts;

  constructor(parts: RecordParts) {
    this.#parts = parts;
  }

  /**
   * Durable when it resolves.
   * @param further what is settled with it: the timer that it comes of.
   * @throws {StoreError} @throws {EventConflict} where somebody else was quicker. @throws {ClaimLost}
   */
  async append(
    number: string,
    before: Request | null,
    events: readonly RequestEvent[],
    further: Pick<Append, 'fired'> = {},
  ): Promise<Request> {
    const { after, asked, told } = this.#prepare(number, before, events);
    await this.#parts.events.append({ ...asked, ...further });
    this.#parts.onChanged([...new Set([...told, ...after.involved])]);
    return after;
  }

  #prepare(number: string, before: Request | null, events: readonly RequestEvent[]) {
    const { policy, hours, posts, messagesFor } = this.#parts;
    const stream = streamOf(number);
    const first = before?.version ?? 0;
    const messages: Messages[number][] = [];
    const told: string[] = [];
    let last = before;
    const tells = events.map((event, i) => {
      const askedBefore = last?.asked.flatMap(({ persons }) => persons) ?? [];
      const after = withEvent(last, event, number);
      last = after;
      const tidings = tidingsOf(event, after, askedBefore, (role) => posts.holdersOf(role, after));
      for (const one of tidings) {
        told.push(one.person);
        messages.push(...messagesFor(one, number, messageId(number, first + i + 1, one)));
      }
      return tidings.map(({ person, kind }) => ({ person, kind }));
    });
    const after = last ?? before;
    if (after === null) throw new Error('nothing happened');
    const timers = timersOf(after, hours).map(({ timer, due }) => ({
      key: `${stream}:${timer}`,
      kind: timer,
      at: due,
    }));
    const asked: Append = {
      stream,
      expectedVersion: first,
      policy,
      events: toStore(number, before, events).map((event, i) => ({
        ...event,
        data: { ...event.data, tells: tells[i] ?? [] },
      })),
      messages,
      // Set anew when somebody is asked; must not fire once nobody is.
      ...(events.some(({ type }) => type === 'routed') ? { timers } : {}),
      ...(timers.length === 0 ? { cancelTimers: [`${stream}:remind`, `${stream}:tell-deputies`] } : {}),
    };
    return { after, asked, told };
  }
}

/**
 * One message's name, the same however often it is sent: `K7QF-2M9D.3.routed.0c1f5a7be2d4`. Only letters, digits, dots and
 * hyphens, for it goes into a mail's Message-ID; whom it is for stands in it as a hash, for a directory may name people by
 * any word.
 */
function messageId(number: string, version: number, { kind, person }: Tidings): string {
  return `${number}.${version}.${kind}.${createHash('sha256').update(person).digest('hex').slice(0, 12)}`;
}
