import { isObject } from '../store/json.ts';
import type { View, ViewDatabase } from '../store/views/view.ts';

/** One thing that a person was told. */
export interface Notice {
  /** Place of the event among all: later ones are greater. */
  readonly position: number;
  readonly stream: string;
  readonly kind: string;
}

type Table = {
  readonly view_notices: {
    readonly person: string;
    readonly position: number;
    readonly kind: string;
    readonly stream: string;
  };
};

/** What everybody was told, by person: `data.tells` of the events, `[{ person, kind }]`. */
export const noticesView: View = {
  name: 'notices',
  version: 1,
  tables: {
    view_notices: {
      columns: { person: 'text', position: 'integer', kind: 'text', stream: 'text' },
      key: ['person', 'position', 'kind'],
      indexes: [['person', 'position']],
    },
  },
  async apply({ position, stream, data }, database) {
    const tells = Array.isArray(data.tells) ? data.tells.filter(isObject) : [];
    for (const { person, kind } of tells) {
      if (typeof person !== 'string' || typeof kind !== 'string') continue;
      await database
        .withTables<Table>()
        .insertInto('view_notices')
        .values({ person, position, kind, stream })
        .onConflict((conflict) => conflict.columns(['person', 'position', 'kind']).doNothing())
        .execute();
    }
  },
};

/** What a person was told after a position, the latest first. */
export async function noticesFor(
  database: ViewDatabase,
  person: string,
  after: number,
  most: number,
): Promise<readonly Notice[]> {
  return database
    .withTables<Table>()
    .selectFrom('view_notices')
    .select(['position', 'stream', 'kind'])
    .where('person', '=', person)
    .where('position', '>', after)
    .orderBy('position', 'desc')
    .limit(most)
    .execute();
}
