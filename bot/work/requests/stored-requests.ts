import type { NewEvent } from '../../store/events/append.ts';
import { ERASED } from '../../store/events/erase.ts';
import type { Events } from '../../store/events/events.ts';
import type { LoadedEvent } from '../../store/events/recorded-event.ts';
import type { StreamIndex } from '../../store/views/stream-index.ts';
import { numberOf, streamOf } from './number.ts';
import { foldRequest, type Request, type RequestStatus, withEvent } from './request.ts';
import { type Decision, type RequestEvent, readRequestEvent } from './request-events.ts';

/** Applications as the store has them. */
export class StoredRequests {
  readonly #events: Pick<Events, 'load'>;
  readonly #streams: StreamIndex;

  constructor(events: Pick<Events, 'load'>, streams: StreamIndex) {
    this.#events = events;
    this.#streams = streams;
  }

  /** Null where there is none of this number. @throws {StoreError} */
  async load(number: string): Promise<Request | null> {
    const loaded = await this.#events.load(streamOf(number));
    // The version counts every event, those of the store's own too.
    return loaded.length === 0
      ? null
      : { ...foldRequest(number, requestEvents(loaded)), version: loaded.length };
  }

  /** What was decided by the event at a place among all events. */
  async decisionAt(number: string, position: number): Promise<Decision | null> {
    const found = (await this.#events.load(streamOf(number))).find((event) => event.position === position);
    const event = found && requestEvents([found])[0];
    if (event?.type === 'decided') return event.data.decision;
    return event?.type === 'covered' ? 'approved' : null;
  }

  /** The oldest first. */
  async waiting(): Promise<readonly Request[]> {
    return this.#all({ states: ['waiting'] });
  }

  /** Those that a person filed, the oldest first. */
  async filedBy(person: string): Promise<readonly Request[]> {
    return this.#all({ person, role: 'asker' });
  }

  /** Those with a decision of a deputy, whoever has yet to see it. */
  async decidedByDeputies(): Promise<readonly Request[]> {
    return this.#all({ role: 'counter-sign-due' });
  }

  async #all(query: {
    states?: readonly RequestStatus[];
    person?: string;
    role?: string;
  }): Promise<readonly Request[]> {
    const found = await this.#streams.find({ kind: 'request', ...query });
    const requests: Request[] = [];
    for (const { stream } of found) {
      const request = await this.load(numberOf(stream) ?? '');
      if (request !== null) requests.push(request);
    }
    return requests;
  }
}

function requestEvents(loaded: readonly LoadedEvent[]): RequestEvent[] {
  return loaded
    .filter(({ type }) => type !== ERASED)
    .map(({ texts, ...event }) => {
      const personal = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null);
      return readRequestEvent({ ...event, personal: Object.fromEntries(personal) });
    });
}

/** Events as the store takes them, each with what the index of streams has to know after it. */
export function toStore(number: string, before: Request | null, events: readonly RequestEvent[]): NewEvent[] {
  let last = before;
  return events.map((event) => {
    const request = withEvent(last, event, number);
    last = request;
    const due = request.decisions.some(({ deputy, counterSigned }) => deputy && counterSigned === null);
    const persons = {
      asker: [request.asker],
      asked: request.asked.flatMap((asked) => asked.persons),
      'counter-sign-due': due ? [request.asker] : [],
    };
    const { type, by, at, data, personal } = event;
    return {
      type,
      by,
      at,
      data: { ...JSON.parse(JSON.stringify(data)), state: request.status, persons },
      personal,
    };
  });
}
