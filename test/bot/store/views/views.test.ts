import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../bot/store/open-store.ts';
import { verifyFile } from '../../../../bot/store/sqlite/verify-file.ts';
import { describeByData } from '../../../../bot/store/views/stream-index.ts';
import type { View } from '../../../../bot/store/views/view.ts';
import { did, story, to } from '../store-story.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** How often each type was appended: a view as another room would write it. */
const tally = (version: number, step: number): View => ({
  name: 'tally',
  version,
  tables: { view_tally: { columns: { type: 'text', count: 'integer' }, key: ['type'] } },
  async apply({ type }, database) {
    const db = database.withTables<{ view_tally: { type: string; count: number } }>();
    await db
      .insertInto('view_tally')
      .values({ type, count: step })
      .onConflict((conflict) =>
        conflict.column('type').doUpdateSet((row) => ({ count: row('view_tally.count', '+', step) })),
      )
      .execute();
  },
});

const counts = (store: Awaited<ReturnType<typeof openStore>>) =>
  store.views.read((database) =>
    database
      .withTables<{ view_tally: { type: string; count: number } }>()
      .selectFrom('view_tally')
      .selectAll()
      .orderBy('type')
      .execute(),
  );

describe('the index of streams', () => {
  it('finds streams by kind, state, person and role, in the order in which they began', async () => {
    const { store, clock, pass } = await story();
    const open = (asker: string, manager: string[]) => [
      did('opened', { data: { state: 'waiting', persons: { asker, manager } } }),
    ];
    await store.events.append(to('request/2', { events: open('p-1', ['p-2', 'p-3']) }));
    await store.events.append(to('report/1', { events: open('p-2', []) }));
    await store.events.append(to('request/1', { events: open('p-2', ['p-3']) }));
    const opened = clock.now;
    pass(1000);
    await store.events.append(
      to('request/2', {
        expectedVersion: 1,
        events: [did('decided', { data: { state: 'permitted', persons: { manager: 'p-2' } } }), did('noted')],
      }),
    );
    const names = async (query: Parameters<typeof store.streams.find>[0]) =>
      (await store.streams.find(query)).map(({ stream }) => stream);
    expect(await names({})).toEqual(['request/2', 'report/1', 'request/1']);
    expect(await names({ limit: 1 })).toEqual(['request/2']);
    expect(await names({ openedSince: opened })).toEqual(['request/2', 'report/1', 'request/1']);
    expect(await names({ openedSince: new Date(opened.getTime() + 1) })).toEqual([]);
    expect(await names({ kind: 'request' })).toEqual(['request/2', 'request/1']);
    expect(await names({ states: ['waiting'] })).toEqual(['report/1', 'request/1']);
    expect(await names({ states: [] })).toEqual([]);
    expect(await names({ person: 'p-2' })).toEqual(['request/2', 'report/1', 'request/1']);
    expect(await names({ person: 'p-2', role: 'manager' })).toEqual(['request/2']);
    expect(await names({ person: 'p-3' })).toEqual(['request/1']);
    expect(await names({ role: 'manager', kind: 'report' })).toEqual([]);
    expect((await store.streams.find({ kind: 'request', states: ['permitted'] }))[0]).toEqual({
      ...{ stream: 'request/2', kind: 'request', state: 'permitted', version: 3, opened, changed: clock.now },
      persons: { asker: ['p-1'], manager: ['p-2'] },
    });
  });

  it('takes from an event’s data what is of the right kind, and passes over the rest', () => {
    const persons = { a: 'x', b: ['y', 1, null], c: null, d: 5 };
    expect(describeByData({ data: { state: 1, persons } })).toEqual({
      persons: { a: ['x'], b: ['y'], c: [], d: [] },
    });
    expect(describeByData({ data: { state: 'open', persons: 'x' } })).toEqual({ state: 'open', persons: {} });
  });
});

describe('a view', () => {
  it('that is new, or of another version, or was left behind, is rebuilt when the store is opened', async () => {
    const dataFolder = temporaryFolder();
    const opened = async (views: readonly View[], stream: string) => {
      const store = await openStore({ dataFolder, views });
      await store.events.append(to(stream, { events: [did('a'), did('b')] }));
      const found = views.length > 0 ? await counts(store) : [];
      await store.close();
      return found;
    };
    const times = (a: number) => [
      { type: 'a', count: a },
      { type: 'b', count: a },
    ];
    await opened([], 'case/1');
    expect(await opened([tally(1, 1)], 'case/2')).toEqual(times(2));
    expect(await opened([tally(2, 10)], 'case/3')).toEqual(times(30));
    await opened([], 'case/4');
    expect(await opened([tally(2, 10)], 'case/5')).toEqual(times(50));
    expect((await verifyFile({ file: dataFolder, views: [tally(2, 10)] })).faults).toEqual([]);
  });

  it('that throws undoes the append', async () => {
    const broken: View = {
      ...{ name: 'broken', version: 1, tables: {} },
      apply: () => Promise.reject(new Error('a fault of ours')),
    };
    const { store } = await story({ views: [broken] });
    await expect(store.events.append(to('case/1'))).rejects.toThrow('a fault of ours');
    expect(await store.events.streams()).toEqual([]);
    expect(await store.streams.find({})).toEqual([]);
  });

  it('keeps to names of its own', async () => {
    const named = (name: string, table: string): View => ({
      ...tally(1, 1),
      name,
      tables: { [table]: { columns: { type: 'text' }, key: ['type'] } },
    });
    for (const views of [
      [named('x', 'event')],
      [named('streams', 'view_streams')],
      [tally(1, 1), tally(2, 1)],
    ])
      await expect(openStore({ dataFolder: temporaryFolder(), views })).rejects.toThrow(TypeError);
  });

  it('that somebody has spoilt is right again after a rebuild', async () => {
    const { store, folder } = await story();
    await store.events.append(to('request/1', { events: [did('opened', { data: { state: 'open' } })] }));
    const other = new Database(join(folder, 'assistant.db'));
    other.exec("update view_streams set state = 'closed'");
    other.close();
    expect((await verifyFile({ file: folder })).faults).toMatchObject([
      { code: 'VIEW_DIFFERS', table: 'view_streams', row: 'request/1', field: 'state' },
    ]);
    expect(await store.views.rebuild()).toBe(1);
    expect((await verifyFile({ file: folder })).faults).toEqual([]);
  });
});

const person = fc.constantFrom('p-1', 'p-2', 'p-3');
const data = fc.record(
  {
    state: fc.constantFrom('waiting', 'decided', 'closed'),
    persons: fc.dictionary(
      fc.constantFrom('asker', 'manager'),
      fc.oneof(person, fc.array(person), fc.constant(null)),
    ),
  },
  { requiredKeys: [] },
);
const appended = fc.record({
  stream: fc.constantFrom('request/1', 'request/2', 'report/1'),
  events: fc.array(fc.record({ type: fc.constantFrom('opened', 'noted'), data, text: fc.string() }), {
    minLength: 1,
    maxLength: 3,
  }),
  erase: fc.boolean(),
});

it('what a rebuild makes is what the appends had made', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(appended, { maxLength: 15 }), async (appends) => {
      const dataFolder = temporaryFolder();
      const store = await openStore({ dataFolder, views: [tally(1, 1)] });
      for (const { stream, events, erase } of appends) {
        const expectedVersion = (await store.events.load(stream)).length;
        const dids = events.map(({ type, data, text }) => did(type, { data, personal: { text } }));
        await store.events.append(to(stream, { expectedVersion, events: dids }));
        if (erase) await store.events.erase({ stream, fields: 'all', by: 'x', policy: 'x', reason: 'x' });
      }
      const look = async () => [await store.streams.find({}), await counts(store)];
      const incremental = await look();
      await store.views.rebuild();
      expect(await look()).toEqual(incremental);
      await store.close();
      expect((await verifyFile({ file: dataFolder, views: [tally(1, 1)] })).faults).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
