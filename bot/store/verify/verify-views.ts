import { type Kysely, sql } from 'kysely';
import { pagesOfEvents } from '../events/pages-of-events.ts';
import type { Tables } from '../schema.ts';
import type { View } from '../views/view.ts';
import { asViewDatabase, makeTables } from '../views/views.ts';
import type { Faults } from './fault.ts';

/**
 * Builds each view anew, elsewhere, and holds what is there against it. Only where the events themselves are sound.
 * A view of another version is passed over: the next start rebuilds it.
 * @param scratch an empty database.
 */
export async function verifyViews(
  db: Kysely<Tables>,
  scratch: Kysely<Tables>,
  views: readonly View[],
  faults: Faults,
): Promise<void> {
  const states = await db.selectFrom('view').selectAll().execute();
  const same = views.filter(({ name, version }) =>
    states.some((state) => state.name === name && state.version === version),
  );
  for (const view of same) await makeTables(scratch, view);
  for await (const events of pagesOfEvents(db))
    for (const event of events) for (const view of same) await view.apply(event, asViewDatabase(scratch));
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  for (const view of same) {
    for (const [table, { key, columns }] of Object.entries(view.tables)) {
      if (!there.has(table)) {
        faults.add({ code: 'VIEW_DIFFERS', table, row: '*' });
        continue;
      }
      const names = Object.keys(columns);
      const right = await rowsByKey(scratch, table, key, names);
      const found = await rowsByKey(db, table, key, names);
      for (const row of new Set([...right.keys(), ...found.keys()])) {
        const expected = right.get(row);
        const got = found.get(row);
        if (expected === undefined || got === undefined) faults.add({ code: 'VIEW_DIFFERS', table, row });
        else
          for (const field of names)
            if (expected[field] !== got[field]) faults.add({ code: 'VIEW_DIFFERS', table, row, field });
      }
    }
  }
}

async function rowsByKey(
  db: Kysely<Tables>,
  table: string,
  key: readonly string[],
  columns: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const selected = sql.join(columns.map((column) => sql.ref(column)));
  const { rows } = await sql<Record<string, unknown>>`select ${selected} from ${sql.table(table)}`.execute(
    db,
  );
  return new Map(rows.map((row) => [key.map((column) => String(row[column])).join(' '), row]));
}
