import type { RecordedEvent } from '../events/recorded-event.ts';
import { isObject } from '../json.ts';
import { moment } from '../schema.ts';
import type { View, ViewDatabase } from './view.ts';

/** What an event says of its stream. What it does not name stays as it was. */
export interface StreamChange {
  readonly state?: string;
  /** Role → persons who have it in this stream from now on; none takes the role away. */
  readonly persons?: Readonly<Record<string, readonly string[]>>;
}

/** One stream as the index has it. */
export interface StreamEntry {
  readonly stream: string;
  /** What stands before the first `/` of its name: `request/2026-0001` is a `request`. */
  readonly kind: string;
  /** Empty while no event has told. */
  readonly state: string;
  readonly version: number;
  readonly opened: Date;
  readonly changed: Date;
  readonly persons: Readonly<Record<string, readonly string[]>>;
}

/** What to look for; what is left out does not matter. */
export interface StreamQuery {
  readonly kind?: string;
  readonly states?: readonly string[];
  /** Anyone in any role, unless `role` is given too. */
  readonly person?: string;
  readonly role?: string;
  /** Only those that began then or later. */
  readonly openedSince?: Date;
  /** The first so many; all where left out. */
  readonly limit?: number;
}

/** Which streams there are, by kind, state and person. */
export interface StreamIndex {
  /** In the order in which they began. @throws {StoreError} */
  find(query: StreamQuery): Promise<readonly StreamEntry[]>;
}

type StreamIndexTables = {
  readonly view_streams: {
    readonly stream: string;
    readonly kind: string;
    readonly state: string;
    readonly version: number;
    readonly first: number;
    readonly opened: string;
    readonly changed: string;
  };
  readonly view_streams_person: {
    readonly stream: string;
    readonly role: string;
    readonly person: string;
  };
};

/** The view behind `StreamIndex`. @param describe pure; what an event says of its stream. */
export function streamIndexView(describe: (event: RecordedEvent) => StreamChange = describeByData): View {
  return {
    name: 'streams',
    version: 1,
    tables: {
      view_streams: {
        columns: {
          stream: 'text',
          kind: 'text',
          state: 'text',
          version: 'integer',
          first: 'integer',
          opened: 'text',
          changed: 'text',
        },
        key: ['stream'],
        indexes: [['kind', 'state']],
      },
      view_streams_person: {
        columns: { stream: 'text', role: 'text', person: 'text' },
        key: ['stream', 'role', 'person'],
        indexes: [['person', 'role']],
      },
    },
    async apply(event, database) {
      const db = database.withTables<StreamIndexTables>();
      const { stream, version } = event;
      const { state, persons = {} } = describe(event);
      const changed = moment(event.at);
      const moved = { version, changed, ...(state === undefined ? {} : { state }) };
      if (version === 1) {
        const kind = stream.split('/')[0] ?? '';
        const row = { stream, kind, state: '', first: event.position, opened: changed, ...moved };
        await db.insertInto('view_streams').values(row).execute();
      } else {
        await db.updateTable('view_streams').set(moved).where('stream', '=', stream).execute();
      }
      for (const [role, holders] of Object.entries(persons)) {
        await db
          .deleteFrom('view_streams_person')
          .where('stream', '=', stream)
          .where('role', '=', role)
          .execute();
        for (const person of new Set(holders))
          await db.insertInto('view_streams_person').values({ stream, role, person }).execute();
      }
    },
  };
}

/** `data.state`, and `data.persons`: role → id, ids, or null. */
export function describeByData({ data }: Pick<RecordedEvent, 'data'>): StreamChange {
  const persons = isObject(data.persons)
    ? Object.entries(data.persons).map(([role, held]) => [role, idsIn(held)])
    : [];
  return {
    ...(typeof data.state === 'string' ? { state: data.state } : {}),
    persons: Object.fromEntries(persons),
  };
}

const idsIn = (held: unknown) =>
  (Array.isArray(held) ? held : [held]).filter((id): id is string => typeof id === 'string');

export function createStreamIndex(database: ViewDatabase): StreamIndex {
  const db = database.withTables<StreamIndexTables>();
  return {
    async find({ kind, states, person, role, openedSince, limit }) {
      if (states?.length === 0) return [];
      const rows = await db
        .selectFrom('view_streams')
        .selectAll()
        .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
        .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
        .$if(openedSince !== undefined, (query) =>
          query.where('opened', '>=', moment(openedSince ?? new Date(0))),
        )
        .$if(person !== undefined || role !== undefined, (query) =>
          query.where('stream', 'in', (of) =>
            of
              .selectFrom('view_streams_person')
              .select('view_streams_person.stream')
              .$if(person !== undefined, (holders) => holders.where('person', '=', person ?? ''))
              .$if(role !== undefined, (holders) => holders.where('role', '=', role ?? '')),
          ),
        )
        .orderBy('first')
        .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
        .execute();
      const holders = await personsOf(rows.map(({ stream }) => stream));
      return rows.map(({ stream, kind, state, version, opened, changed }) => ({
        stream,
        kind,
        state,
        version,
        opened: new Date(opened),
        changed: new Date(changed),
        persons: holders.get(stream) ?? {},
      }));
    },
  };

  async function personsOf(streams: readonly string[]) {
    const found = new Map<string, Record<string, string[]>>();
    // Some engines take no more than 999 values in a statement.
    for (let from = 0; from < streams.length; from += 500) {
      const rows = await db
        .selectFrom('view_streams_person')
        .selectAll()
        .where('stream', 'in', streams.slice(from, from + 500))
        .execute();
      for (const { stream, role, person } of rows) {
        const persons = found.get(stream) ?? {};
        found.set(stream, persons);
        persons[role] = [...(persons[role] ?? []), person].sort();
      }
    }
    return found;
  }
}
