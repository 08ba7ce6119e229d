import type { Kysely } from 'kysely';
import { PURGED } from '../events/purge-messages.ts';
import { isObject, parseObject } from '../json.ts';
import type { EventTable, Tables } from '../schema.ts';
import type { Faults } from './fault.ts';

/** What the events say of the timers and messages that they put into the queues. */
export class QueuesNamed {
  /** What was last said of a timer: when it goes off, or null where it must not any more. */
  readonly #timers = new Map<string, { readonly stream: string; readonly at: string | null }>();
  /** Streams whose events say what they set: those of a version before this one do not. */
  readonly #saying = new Set<string>();
  /** Message → the stream that sends it, in the order in which they were appended. */
  readonly #messages = new Map<string, string>();
  #purged = 0;

  /** @param event one that fits its hash, in the order of all. */
  read({ stream, type, data }: EventTable): void {
    const { timers, messages, removed } = parseObject(data) ?? {};
    if (type === PURGED) this.#purged += Number(removed);
    if (isObject(timers)) {
      this.#saying.add(stream);
      for (const [key, at] of Object.entries(timers))
        this.#timers.set(key, { stream, at: at === null ? null : String(at) });
    }
    for (const id of Array.isArray(messages) ? messages : []) this.#messages.set(String(id), stream);
  }

  /** Holds the queues against the events. Only where the events themselves are sound. */
  async verify(db: Kysely<Tables>, faults: Faults): Promise<void> {
    await this.#verifyTimers(db, faults);
    await this.#verifyMessages(db, faults);
  }

  async #verifyTimers(db: Kysely<Tables>, faults: Faults): Promise<void> {
    const waiting = new Map([...this.#timers].filter(([, { at }]) => at !== null));
    const rows = await db.selectFrom('timer').select(['key', 'stream', 'state', 'at']).execute();
    for (const { key, stream, state, at } of rows) {
      const named = this.#timers.get(key);
      waiting.delete(key);
      const place = { table: 'timer', row: key, stream };
      if (named === undefined) {
        if (this.#saying.has(stream)) faults.add({ ...place, code: 'ROW_UNKNOWN' });
      } else if ((state === 'set') !== (named.at !== null))
        faults.add({ ...place, code: 'ROW_CHANGED', field: 'state' });
      else if (named.at !== null && at !== named.at)
        faults.add({ ...place, code: 'ROW_CHANGED', field: 'at' });
    }
    for (const [key, { stream }] of waiting)
      faults.add({ code: 'ROW_MISSING', table: 'timer', row: key, stream });
  }

  async #verifyMessages(db: Kysely<Tables>, faults: Faults): Promise<void> {
    const rows = await db.selectFrom('outbox').select(['id', 'stream', 'number']).orderBy('number').execute();
    const missing = new Map(this.#messages);
    let said = false;
    for (const { id, stream } of rows) {
      const place = { table: 'outbox', row: id, stream };
      const named = this.#messages.get(id);
      // Before the first that an event names they may be of an earlier version, whose events name none.
      if (named === undefined && said) faults.add({ ...place, code: 'ROW_UNKNOWN' });
      else if (named !== undefined && named !== stream)
        faults.add({ ...place, code: 'ROW_CHANGED', field: 'stream' });
      said ||= named !== undefined;
      missing.delete(id);
    }
    // What was purged is older than what is left: of those that are too many missing, the latest are told.
    const tooMany = missing.size - this.#purged;
    if (tooMany <= 0) return;
    for (const [id, stream] of [...missing].slice(-tooMany))
      faults.add({ code: 'ROW_MISSING', table: 'outbox', row: id, stream });
  }
}
