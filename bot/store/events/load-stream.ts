import type { Kysely } from 'kysely';
import { parseObject } from '../json.ts';
import type { Tables } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { saltedHash } from './event-hash.ts';
import { type LoadedEvent, recordedEvent } from './recorded-event.ts';

/** All events of a stream, with the texts that have not been erased. @throws {StoreError} where its chain is broken. */
export async function loadStream(db: Kysely<Tables>, stream: string): Promise<readonly LoadedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .leftJoin('personal', (join) =>
      join.onRef('personal.stream', '=', 'event.stream').onRef('personal.version', '=', 'event.version'),
    )
    .selectAll('event')
    .select(['personal.field', 'personal.salt', 'personal.text'])
    .where('event.stream', '=', stream)
    .orderBy('event.version')
    .execute();
  const loaded: (LoadedEvent & { readonly texts: Record<string, string | null> })[] = [];
  for (const { field, salt, text, ...row } of rows) {
    let event = loaded.at(-1);
    if (event?.version !== row.version) {
      if (row.version !== loaded.length + 1 || row.previous !== (event?.hash ?? ''))
        throw new StoreError('STORE_DAMAGED', `${stream} ${loaded.length + 1}`);
      const recorded = recordedEvent(row);
      event = { ...recorded, texts: Object.fromEntries(recorded.personal.map((name) => [name, null])) };
      loaded.push(event);
    }
    if (field === null || salt === null || text === null) continue;
    if (parseObject(row.personal)?.[field] !== saltedHash(salt, text))
      throw new StoreError('STORE_DAMAGED', `${stream} ${row.version}`);
    event.texts[field] = JSON.parse(text);
  }
  return loaded;
}
