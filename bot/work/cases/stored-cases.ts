import type { NewEvent } from '../../store/events/append.ts';
import { ERASED } from '../../store/events/erase.ts';
import type { Events } from '../../store/events/events.ts';
import type { LoadedEvent } from '../../store/events/recorded-event.ts';
import type { StreamIndex } from '../../store/views/stream-index.ts';
import { type Case, foldCase, withEvent } from './case.ts';
import { type CaseEvent, readCaseEvent } from './case-events.ts';
import { caseOf, caseStream } from './case-number.ts';

/** One entry of a case's time-line. */
export interface TimelineEntry {
  readonly version: number;
  /** The time-line also shows that texts were erased, and on what ground. */
  readonly event: CaseEvent | { readonly type: 'personal-erased'; readonly by: string; readonly at: Date };
}

/** Which cases; all where nothing is said. */
export interface CaseQuery {
  readonly status?: Case['status'];
  /** Only those that this person has had to do with. */
  readonly person?: string;
  readonly role?: 'reporter' | 'told' | 'acted';
  /** Only those reported then or later. */
  readonly since?: Date;
}

/** More cases than this are folded anew when they are listed. */
const MOST_KEPT = 2_000;

/** Cases as the store has them. */
export class StoredCases {
  readonly #events: Pick<Events, 'load'>;
  readonly #streams: StreamIndex;
  /**
   * Cases as they were last listed, by number. An event changes the version that the index knows, an erasure too: what is
   * kept is used only while it is what the store holds.
   */
  readonly #kept = new Map<string, Case>();

  constructor(events: Pick<Events, 'load'>, streams: StreamIndex) {
    this.#events = events;
    this.#streams = streams;
  }

  /** Null where there is none of this number. @throws {StoreError} */
  async load(number: string): Promise<Case | null> {
    const loaded = await this.#events.load(caseStream(number));
    // The version counts every event, those of the store's own too.
    return loaded.length === 0 ? null : { ...foldCase(number, caseEvents(loaded)), version: loaded.length };
  }

  /** Everything that happened, in order; empty where there is no case of this number. @throws {StoreError} */
  async timeline(number: string): Promise<readonly TimelineEntry[]> {
    const loaded = await this.#events.load(caseStream(number));
    return loaded.map((event): TimelineEntry => {
      const { version, by, at } = event;
      if (event.type === ERASED) return { version, event: { type: 'personal-erased', by, at } };
      return { version, event: readCaseEvent(withTexts(event)) };
    });
  }

  /** The oldest first. @throws {StoreError} */
  async list({ status, person, role, since }: CaseQuery = {}): Promise<readonly Case[]> {
    const found = await this.#streams.find({
      kind: 'case',
      ...(status === undefined ? {} : { states: [status] }),
      ...(person === undefined ? {} : { person }),
      ...(role === undefined ? {} : { role }),
      ...(since === undefined ? {} : { openedSince: since }),
    });
    const cases: Case[] = [];
    for (const { stream, version } of found) {
      const number = caseOf(stream) ?? '';
      const kept = this.#kept.get(number);
      const one = kept?.version === version ? kept : await this.load(number);
      if (one === null) continue;
      this.#keep(one);
      cases.push(one);
    }
    return cases;
  }

  /** The last listed stay. */
  #keep(one: Case): void {
    this.#kept.delete(one.id);
    this.#kept.set(one.id, one);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function caseEvents(loaded: readonly LoadedEvent[]): CaseEvent[] {
  return loaded.filter(({ type }) => type !== ERASED).map((event) => readCaseEvent(withTexts(event)));
}

function withTexts({ texts, type, by, at, data }: LoadedEvent) {
  const personal = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null);
  return { type, by, at, data, personal: Object.fromEntries(personal) };
}

/** Events as the store takes them, each with what the index of streams has to know after it. */
export function caseToStore(number: string, before: Case | null, events: readonly CaseEvent[]): NewEvent[] {
  let last = before;
  return events.map((event) => {
    const one = withEvent(last, event, number);
    last = one;
    const persons = {
      reporter: one.reporterListed ? [one.reporter] : [],
      told: [...new Set(one.alerts.flatMap(({ persons }) => persons))],
      acted: [...new Set(one.done.map(({ by }) => by))],
    };
    const { type, by, at, data, personal } = event;
    return {
      type,
      by,
      at,
      data: { ...JSON.parse(JSON.stringify(data)), state: one.status, persons },
      personal,
    };
  });
}
