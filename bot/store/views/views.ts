import type { CreateTableBuilder, Kysely } from 'kysely';
import { pagesOfEvents } from '../events/pages-of-events.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { takeNumbers } from '../events/take-numbers.ts';
import type { Tables, ViewTable } from '../schema.ts';
import { sealOf } from '../seal.ts';
import type { View, ViewDatabase } from './view.ts';

/** What a row of `view` is sealed over. */
export const VIEW_FIELDS = [
  'name',
  'version',
  'tables',
  'position',
] as const satisfies readonly (keyof ViewTable)[];

/** All views of a store. */
export interface Views {
  /** Empties every view and makes it anew from all events, in one transaction. @returns the number of events. */
  rebuild(): Promise<number>;
  /** Reads views, or anything else that is only looked at. */
  read<Result>(look: (db: ViewDatabase) => Promise<Result>): Promise<Result>;
}

/** The database as views see it. Kysely knows tables at compile time only, and has no narrowing of its own for this. */
export const asViewDatabase = (db: Kysely<Tables>): ViewDatabase => db as Kysely<unknown>;

/** @throws {TypeError} for a view that would write over what is not its own. */
export function checkViews(views: readonly View[]): void {
  const tables = views.flatMap((view) => Object.keys(view.tables));
  const misnamed = views.some(
    ({ name, tables: own }) =>
      !/^[a-z][a-z_]*$/u.test(name) || Object.keys(own).some((table) => !table.startsWith(`view_${name}`)),
  );
  if (
    misnamed ||
    new Set(tables).size < tables.length ||
    new Set(views.map(({ name }) => name)).size < views.length
  )
    throw new TypeError('views and their tables need names of their own');
}

/** Within the transaction that appends the events. */
export async function applyToViews(
  transaction: Kysely<Tables>,
  views: readonly View[],
  events: readonly RecordedEvent[],
): Promise<void> {
  const last = events.at(-1);
  if (last === undefined) return;
  for (const view of views) {
    for (const event of events) await view.apply(event, asViewDatabase(transaction));
    await writeState(transaction, view, last.position);
  }
}

/** Brings every view up that is new, of another version, or behind, as after a run of a program that did not know it. */
export async function catchUp(db: Kysely<Tables>, views: readonly View[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { position } = await takeNumbers(transaction, {});
    const states = await transaction.selectFrom('view').selectAll().execute();
    for (const view of views) {
      const state = states.find(({ name }) => name === view.name);
      if (state?.version !== view.version || state.position !== position)
        await rebuildView(transaction, view, state, position);
    }
  });
}

export function createViews(db: Kysely<Tables>, views: readonly View[]): Views {
  return {
    rebuild: () =>
      db.transaction().execute(async (transaction) => {
        const { position } = await takeNumbers(transaction, {});
        const states = await transaction.selectFrom('view').selectAll().execute();
        for (const view of views)
          await rebuildView(
            transaction,
            view,
            states.find(({ name }) => name === view.name),
            position,
          );
        return position;
      }),
    read: (look) => look(asViewDatabase(db)),
  };
}

async function rebuildView(
  transaction: Kysely<Tables>,
  view: View,
  before: ViewTable | undefined,
  position: number,
): Promise<void> {
  const old: unknown = before === undefined ? [] : JSON.parse(before.tables);
  const gone = new Set([...(Array.isArray(old) ? old.map(String) : []), ...Object.keys(view.tables)]);
  for (const table of gone) await transaction.schema.dropTable(table).ifExists().execute();
  await makeTables(transaction, view);
  const tables = asViewDatabase(transaction);
  for await (const events of pagesOfEvents(transaction))
    for (const event of events) await view.apply(event, tables);
  await writeState(transaction, view, position);
}

/** Creates the empty tables of a view. */
export async function makeTables(db: Kysely<Tables>, view: View): Promise<void> {
  for (const [name, { columns, key, indexes = [] }] of Object.entries(view.tables)) {
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, type] of Object.entries(columns)) table = table.addColumn(column, type);
    await table.addUniqueConstraint(`${name}_key`, [...key]).execute();
    for (const [n, indexed] of indexes.entries())
      await db.schema
        .createIndex(`${name}_by_${n + 1}`)
        .on(name)
        .columns([...indexed])
        .execute();
  }
}

async function writeState(transaction: Kysely<Tables>, view: View, position: number): Promise<void> {
  const state = {
    name: view.name,
    version: view.version,
    tables: JSON.stringify(Object.keys(view.tables)),
    position,
  };
  const row = { ...state, seal: sealOf(state, VIEW_FIELDS) };
  await transaction
    .insertInto('view')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}
