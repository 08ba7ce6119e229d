import type { Kysely } from 'kysely';
import { EVENT_FIELDS, eventHash } from '../events/event-hash.ts';
import { pagesOfEventRows } from '../events/pages-of-events.ts';
import type { EventTable, Tables } from '../schema.ts';
import { changedFields } from '../seal.ts';
import type { Faults } from './fault.ts';
import type { CheckpointsVerified, Heads } from './verify-checkpoints.ts';

/**
 * Reads every event once, in the order of all: each against its own hash and seal, each against the one before it in its
 * stream, the numbers for gaps, and on the way every checkpoint against what the streams had come to.
 * @param read is given every event that fits its hash.
 * @returns how many, and where every stream stands.
 */
export async function verifyEvents(
  db: Kysely<Tables>,
  faults: Faults,
  checkpoints: CheckpointsVerified,
  read: (event: EventTable) => void,
): Promise<{ readonly events: number; readonly heads: Heads; readonly position: number }> {
  const heads = new Map<string, EventTable>();
  const moved = new Map<string, EventTable>();
  let events = 0;
  let position = 0;
  for await (const rows of pagesOfEventRows(db)) {
    for (const row of rows) {
      checkpoints.passTo(row.position - 1, heads, moved);
      if (row.position !== position + 1)
        faults.add({ code: 'EVENT_MISSING', table: 'event', row: `position ${position + 1}` });
      position = row.position;
      events += 1;
      const sound = verifyEvent(row, heads.get(row.stream), faults);
      heads.set(row.stream, row);
      moved.set(row.stream, row);
      if (sound) read(row);
    }
  }
  checkpoints.passTo(Number.POSITIVE_INFINITY, heads, moved);
  return { events, heads, position };
}

/** @returns whether what it says can be relied on. */
function verifyEvent(row: EventTable, before: EventTable | undefined, faults: Faults): boolean {
  const { stream, version } = row;
  const place = { table: 'event', row: `${stream} ${version}`, stream, version };
  const changed: readonly string[] = changedFields(row, EVENT_FIELDS);
  const fits = eventHash(row) === row.hash;
  // The hash decides; the seal only knows where. Where it knows of nothing, it is the hash that was changed.
  for (const field of fits || changed.length > 0 ? changed : ['hash'])
    faults.add({ ...place, code: 'EVENT_CHANGED', field });
  const last = before?.version ?? 0;
  if (version !== last + 1)
    faults.add({
      ...{ code: 'EVENT_MISSING', table: 'event', row: `${stream} ${last + 1}` },
      ...{ stream, version: last + 1 },
    });
  else if (
    row.previous !== (before?.hash ?? '') &&
    fits &&
    (before === undefined || eventHash(before) === before.hash)
  )
    faults.add({ ...place, code: 'EVENT_UNCHAINED', field: 'previous' });
  return fits;
}
