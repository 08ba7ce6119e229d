import type { Kysely } from 'kysely';
import { LOG_FIELDS } from '../events/take-numbers.ts';
import { INBOX_FIELDS } from '../queues/inbox.ts';
import { OUTBOX_FIELDS } from '../queues/outbox.ts';
import { TIMER_FIELDS } from '../queues/timers.ts';
import type { Tables } from '../schema.ts';
import { changedFields } from '../seal.ts';
import { VIEW_FIELDS } from '../views/views.ts';
import type { Faults } from './fault.ts';

/**
 * Rows that come to an end and are removed: not records, but what is to be sent and done. Each is held against its seal.
 * @param position of the last event that is there.
 */
export async function verifyRows(db: Kysely<Tables>, faults: Faults, position: number): Promise<void> {
  const verify = <Field extends string>(
    table: string,
    row: string,
    values: Readonly<Record<Field | 'seal', unknown>>,
    fields: readonly Field[],
  ) => {
    for (const field of changedFields(values, fields)) faults.add({ code: 'ROW_CHANGED', table, row, field });
  };

  const log = await db.selectFrom('log').selectAll().execute();
  for (const row of log) verify('log', String(row.id), row, LOG_FIELDS);
  const counted = log.find(({ id }) => id === 1)?.position;
  if (counted === undefined) faults.add({ code: 'ROW_MISSING', table: 'log', row: '1' });
  else if (counted > position)
    faults.add({ code: 'EVENT_MISSING', table: 'event', row: `position ${position + 1}` });

  for (const row of await db.selectFrom('view').selectAll().execute())
    verify('view', row.name, row, VIEW_FIELDS);
  for (const row of await db.selectFrom('outbox').selectAll().execute())
    verify('outbox', row.id, row, OUTBOX_FIELDS);
  for (const row of await db.selectFrom('inbox').selectAll().execute())
    verify('inbox', `${row.channel} ${row.id}`, row, INBOX_FIELDS);
  for (const row of await db.selectFrom('timer').selectAll().execute())
    verify('timer', row.key, row, TIMER_FIELDS);
}
