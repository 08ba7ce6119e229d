import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../../bot/store/open-store.ts';
import { OUTBOX_FIELDS } from '../../../../bot/store/queues/outbox.ts';
import { TIMER_FIELDS } from '../../../../bot/store/queues/timers.ts';
import { sealOf } from '../../../../bot/store/seal.ts';
import { verifyFile } from '../../../../bot/store/sqlite/verify-file.ts';
import type { Fault } from '../../../../bot/store/verify/fault.ts';
import { did, message, story, to } from '../store-story.ts';
import { temporaryFolder } from '../temporary-folder.ts';

// Somebody opens the file with any tool at hand and changes one thing. It is found, and named.

type Row = Record<string, unknown>;

let folder: string;
let sound: string;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A store with everything in it, in every state. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tampering-'));
  sound = join(folder, 'assistant.db');
  const at = new Date('2026-04-01T00:00:00.000Z');
  const store = await openStore({ dataFolder: folder, now: () => at });
  const data = { state: 'open', persons: { asker: 'p-001', manager: ['p-002', 'p-003'] } };
  for (let n = 1; n <= 4; n += 1) {
    await store.events.append(
      to(`request/${n}`, {
        events: [
          did('opened', { data, personal: { why: `理由その${n}`, subject: '会議' } }),
          did('decided', { data: { state: 'decided' }, personal: { reason: 'よい' } }),
        ],
        messages: [message(`m${n}`, { orderKey: 'k' }), message(`n${n}`)],
        timers: [{ key: `t${n}`, kind: 'remind', at, data: { n } }],
      }),
    );
    await store.inbox.receive('slack', `Ev${n}`, { n });
  }
  await store.events.checkpoint();
  await store.events.append(to('request/1', { expectedVersion: 2 }));
  await store.events.checkpoint();
  const erasing = { by: 'assistant', policy: 'x', reason: 'retention' };
  await store.events.erase({ stream: 'request/2', fields: ['why'], ...erasing });
  const [first, second] = await store.outbox.claim('w', 2, 1000);
  if (first === undefined || second === undefined) throw new Error('nothing claimed');
  await store.outbox.delivered(first, 'receipt');
  await store.outbox.failed(second, new Date(at.getTime() + 1), 'HTTP_500');
  const [timer] = await store.timers.claim('w', 1, 1000);
  const [inbox] = await store.inbox.claim('w', 1, 1000);
  if (timer === undefined || inbox === undefined) throw new Error('nothing claimed');
  await store.events.append(to('request/1', { expectedVersion: 3, fired: timer, inbox }));
  await store.close();
});

/** Changes a copy of the sound file, and says what is found in it. */
async function found(change: (database: Database.Database) => void): Promise<readonly Fault[]> {
  const copy = join(temporaryFolder(), 'copy.db');
  copyFileSync(sound, copy);
  const database = new Database(copy);
  change(database);
  database.close();
  return (await verifyFile({ file: copy })).faults;
}

/** Writes a row as this program would, seal and all. */
function putSealed<Field extends string>(
  database: Database.Database,
  table: string,
  { rid: _, seal: __, ...row }: Row,
  fields: readonly Field[],
): void {
  const values = { ...row, seal: sealOf(row as Record<Field, unknown>, fields) };
  const columns = Object.keys(values);
  const places = columns.map(() => '?').join();
  database
    .prepare(`insert or replace into ${table} (${columns.join()}) values (${places})`)
    .run(...Object.values(values));
}

const rowsOf = (table: string): Row[] => {
  const database = new Database(sound);
  const rows = database.prepare(`select rowid as rid, * from ${table}`).all() as Row[];
  database.close();
  return rows;
};

/** The value with one thing changed in it, as little as there can be. */
function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (value === null) return 'x';
  const text = String(value);
  if (text === '') return 'x';
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + String.fromCharCode(text.charCodeAt(middle) ^ 1) + text.slice(middle + 1);
}

it('is silent about a file that nobody touched', async () => {
  const verified = await verifyFile({ file: sound });
  expect(verified).toEqual({
    ...{ faults: [], cut: false, events: 11, streams: 4, texts: 11, erased: 1, checkpoints: 3 },
    last: { number: 3, hash: expect.any(String) },
  });
});

const RECORDS = {
  event: [
    'position',
    'stream',
    'version',
    'type',
    'by',
    'at',
    'policy',
    'data',
    'personal',
    'previous',
    'hash',
    'seal',
  ],
  personal: ['stream', 'version', 'field', 'salt', 'text'],
  checkpoint: ['number', 'at', 'position', 'heads', 'previous', 'hash', 'seal'],
  log: ['id', 'position', 'messages', 'deliveries', 'seal'],
  view: ['name', 'version', 'tables', 'position', 'seal'],
  outbox: [
    ...[
      'id',
      'number',
      'stream',
      'recipient',
      'channel',
      'kind',
      'payload',
      'order_key',
      'wanted',
      'state',
      'due',
    ],
    ...['worker', 'attempts', 'uncertain', 'outcome', 'ended', 'seal'],
  ],
  inbox: ['channel', 'id', 'number', 'payload', 'received', 'due', 'worker', 'attempts', 'ended', 'seal'],
  timer: ['key', 'stream', 'kind', 'data', 'at', 'state', 'due', 'worker', 'attempts', 'ended', 'seal'],
  view_streams: ['stream', 'kind', 'state', 'version', 'first', 'opened', 'changed'],
  view_streams_person: ['stream', 'role', 'person'],
} as const;

it('knows of every table and column that there is', () => {
  const database = new Database(sound);
  const tables = database
    .prepare("select name from sqlite_master where type = 'table' and name not like 'kysely%' order by name")
    .all() as { name: string }[];
  expect(tables.map(({ name }) => name)).toEqual([...Object.keys(RECORDS), 'conversation'].sort());
  for (const [table, columns] of Object.entries(RECORDS)) {
    const known = database.prepare(`select name from pragma_table_info('${table}')`).all() as {
      name: string;
    }[];
    expect(known.map(({ name }) => name)).toEqual(columns);
  }
  database.close();
});

/** Whether one of the faults says where. */
function names(faults: readonly Fault[], table: string, column: string, row: Row, value: unknown): boolean {
  return faults.some((fault) => {
    switch (table) {
      case 'event':
        return (
          fault.code === 'EVENT_CHANGED' &&
          fault.field === column &&
          fault.stream === (column === 'stream' ? value : row.stream) &&
          fault.version === (column === 'version' ? value : row.version)
        );
      case 'personal':
        // Renamed, it is missing where it was; changed, it does not fit.
        return (
          fault.table === 'personal' &&
          fault.code === (['salt', 'text'].includes(column) ? 'TEXT_CHANGED' : 'TEXT_MISSING') &&
          fault.stream === row.stream &&
          fault.version === row.version &&
          fault.field === row.field
        );
      case 'checkpoint': {
        const number = column === 'number' ? value : row.number;
        return fault.code === 'CHECKPOINT_CHANGED' && fault.field === column && fault.row === String(number);
      }
      case 'view_streams':
      case 'view_streams_person':
        return (
          fault.code === 'VIEW_DIFFERS' && fault.table === table && fault.row.includes(String(row.stream))
        );
      default:
        return fault.code === 'ROW_CHANGED' && fault.table === table && fault.field === column;
    }
  });
}

describe.each(Object.entries(RECORDS))('one change in %s', (table, columns) => {
  it.each(columns)('in its column %s', { timeout: 60_000 }, async (column) => {
    const rows = rowsOf(table);
    // The first, one that is no longer due, and the last: each file is opened and read whole.
    for (const row of new Set([rows[0], rows.find(({ due }) => due === null), rows.at(-1)])) {
      if (row === undefined) continue;
      const value = changed(row[column]);
      const faults = await found((database) => {
        database
          .prepare(`update or replace ${table} set "${column}" = ? where rowid = ?`)
          .run(value, row.rid);
      });
      expect({ row, faults, named: names(faults, table, column, row, value) }).toMatchObject({ named: true });
    }
  });
});

describe('a row', () => {
  it.each([
    [
      'event',
      "version = 1 and stream = 'request/3'",
      { code: 'EVENT_MISSING', stream: 'request/3', version: 1 },
    ],
    [
      'event',
      "version = 2 and stream = 'request/3'",
      { code: 'STREAM_CUT', stream: 'request/3', version: 2 },
    ],
    ['event', "stream = 'request/3'", { code: 'STREAM_CUT', stream: 'request/3' }],
    ['event', 'position = 11', { code: 'EVENT_MISSING', row: 'position 11' }],
    [
      'personal',
      "field = 'reason' and stream = 'request/4'",
      { code: 'TEXT_MISSING', stream: 'request/4', version: 2, field: 'reason' },
    ],
    ['checkpoint', 'number = 1', { code: 'CHECKPOINT_MISSING', row: '1' }],
    ['log', 'id = 1', { code: 'ROW_MISSING', table: 'log' }],
    [
      'view_streams',
      "stream = 'request/3'",
      { code: 'VIEW_DIFFERS', table: 'view_streams', row: 'request/3' },
    ],
  ])('taken away from %s where %s', async (table, where, fault) => {
    const faults = await found((database) => database.exec(`delete from ${table} where ${where}`));
    expect(faults).toContainEqual(expect.objectContaining(fault));
  });

  it.each(['timer', 'outbox'])('of %s that was to be worked, taken away', async (table) => {
    const waiting = rowsOf(table).filter(({ due }) => due !== null);
    expect(waiting.length).toBeGreaterThan(2);
    for (const { rid, key, id, stream } of waiting) {
      const faults = await found((database) => database.exec(`delete from ${table} where rowid = ${rid}`));
      expect(faults).toEqual([{ code: 'ROW_MISSING', table, row: key ?? id, stream }]);
    }
    const faults = await found((database) => database.exec(`delete from ${table}`));
    expect(faults).toHaveLength(table === 'timer' ? waiting.length : rowsOf(table).length);
  });

  it.each([
    ['put off', { at: '2027-01-01T00:00:00.000Z', due: '2027-01-01T00:00:00.000Z' }, 'at'],
    ['said to have fired', { state: 'fired', due: null }, 'state'],
    ['cancelled', { state: 'cancelled', due: null }, 'state'],
  ])('of a timer that was %s, and sealed anew', async (_, changes, field) => {
    const row = rowsOf('timer').find(({ state }) => state === 'set');
    const faults = await found((database) =>
      putSealed(database, 'timer', { ...row, ...changes }, TIMER_FIELDS),
    );
    expect(faults).toEqual([
      { code: 'ROW_CHANGED', table: 'timer', row: row?.key, stream: row?.stream, field },
    ]);
  });

  it('of a timer that has fired, set to fire again and sealed anew', async () => {
    const row = rowsOf('timer').find(({ state }) => state === 'fired');
    const faults = await found((database) =>
      putSealed(database, 'timer', { ...row, state: 'set', due: '' }, TIMER_FIELDS),
    );
    expect(faults).toMatchObject([{ code: 'ROW_CHANGED', table: 'timer', row: row?.key, field: 'state' }]);
  });

  it('of a timer or a message that no event has set', async () => {
    const timer = { ...rowsOf('timer')[0], key: 'another' };
    const sent = { ...rowsOf('outbox').at(-1), id: 'another', number: 99 };
    const faults = await found((database) => {
      putSealed(database, 'timer', timer, TIMER_FIELDS);
      putSealed(database, 'outbox', sent, OUTBOX_FIELDS);
    });
    expect(faults).toMatchObject([
      { code: 'ROW_UNKNOWN', table: 'timer', row: 'another' },
      { code: 'ROW_UNKNOWN', table: 'outbox', row: 'another' },
    ]);
  });

  it('put back after it was erased', async () => {
    const faults = await found((database) =>
      database.exec("insert into personal values ('request/2', 1, 'why', 'x', '\"y\"')"),
    );
    expect(faults).toContainEqual(
      expect.objectContaining({ code: 'TEXT_UNKNOWN', version: 1, field: 'why' }),
    );
  });

  it('put between others', async () => {
    const faults = await found((database) =>
      database.exec(
        'insert into event select 99, stream, 9, type, by, at, policy, data, personal, previous, hash, seal from event where position = 1',
      ),
    );
    expect(faults).toContainEqual(expect.objectContaining({ code: 'EVENT_CHANGED', version: 9 }));
  });
});

describe('a tail', () => {
  it('that was cut off together with the count of events is missed by its checkpoint', async () => {
    const faults = await found((database) =>
      database.exec(
        "delete from personal where stream = 'request/4'; delete from event where stream = 'request/4'; update log set position = 11",
      ),
    );
    expect(faults).toContainEqual(
      expect.objectContaining({ code: 'STREAM_CUT', stream: 'request/4', version: 2 }),
    );
  });

  it('that was cut off with its checkpoints is missed by whoever wrote one of them down', async () => {
    const { last } = await verifyFile({ file: sound });
    const copy = join(temporaryFolder(), 'copy.db');
    copyFileSync(sound, copy);
    const database = new Database(copy);
    database.exec('delete from checkpoint where number = 3');
    database.close();
    if (last === null) throw new Error('no checkpoint');
    expect((await verifyFile({ file: copy })).faults).toEqual([]);
    expect((await verifyFile({ file: copy, anchor: last })).faults).toMatchObject([
      { code: 'CHECKPOINT_MISSING', row: '3' },
    ]);
    expect((await verifyFile({ file: sound, anchor: last })).faults).toEqual([]);
  });
});

it('does not miss messages that were purged, but one that was taken away with them', async () => {
  const { store, folder: own, clock, pass } = await story();
  const messages = ['a', 'b', 'c'].map((id) => message(id));
  await store.events.append(to('request/1', { messages }));
  await store.outbox.delivered({ id: 'a' }, 'r');
  pass(1000);
  await store.events.purgeMessages({ before: clock.now, by: 'clockwork', policy: 'x' });
  expect((await verifyFile({ file: own })).faults).toEqual([]);
  const database = new Database(join(own, 'assistant.db'));
  database.exec("delete from outbox where id = 'c'");
  database.close();
  expect((await verifyFile({ file: own })).faults).toMatchObject([
    { code: 'ROW_MISSING', table: 'outbox', row: 'c' },
  ]);
});

it('verifies while the assistant writes', async () => {
  const { store, folder: own } = await story();
  const events = Array.from({ length: 30 }, (_, n) => to(`case/${n}`, { events: [did('x'), did('y')] }));
  const writing = Promise.all(events.map((asked) => store.events.append(asked)));
  for (let n = 0; n < 5; n += 1) expect((await verifyFile({ file: own })).faults).toEqual([]);
  await writing;
  expect(await verifyFile({ file: own })).toMatchObject({ events: 60, faults: [] });
});
