import type { Kysely } from 'kysely';
import type { EventTable, Tables } from '../schema.ts';
import { type RecordedEvent, recordedEvent } from './recorded-event.ts';

/** Rows in memory at a time. */
const PAGE = 500;

/** All events after a position, in the order in which they were appended, page by page. @throws {StoreError} */
export async function* pagesOfEvents(
  db: Kysely<Tables>,
  after = 0,
): AsyncGenerator<readonly RecordedEvent[]> {
  for await (const rows of pagesOfEventRows(db, after)) yield rows.map(recordedEvent);
}

/** The same, as they stand in the table: for those who look for what is wrong with them. */
export async function* pagesOfEventRows(
  db: Kysely<Tables>,
  after = 0,
): AsyncGenerator<readonly EventTable[]> {
  for (let position = after; ; ) {
    const rows = await db
      .selectFrom('event')
      .selectAll()
      .where('position', '>', position)
      .orderBy('position')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    position = last.position;
  }
}
