import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ClaimLost, EventConflict } from '../../../../bot/store/events/event-conflict.ts';
import { did, message, story, to } from '../store-story.ts';

/** The same file, looked at by another connection. */
function rows(folder: string, sql: string): Record<string, unknown>[] {
  const other = new Database(join(folder, 'assistant.db'));
  onTestFinished(() => void other.close());
  return other.prepare(sql).all() as Record<string, unknown>[];
}

describe('a stream', () => {
  it('comes back as it was appended: who, when, what, under which policy, and the texts', async () => {
    const { store, clock } = await story();
    const earlier = new Date('2026-03-31T08:15:00.000Z');
    const appended = await store.events.append(
      to('request/1', {
        events: [
          did('opened', { data: { flow: 'take-out', days: 3 }, personal: { why: '住民説明会\n<b>' } }),
          did('routed', { by: 'assistant', at: earlier }),
        ],
      }),
    );
    expect(await store.events.load('request/1')).toEqual([
      {
        ...{ position: 1, stream: 'request/1', version: 1, type: 'opened', by: 'p-001', at: clock.now },
        ...{ policy: 'sendai-2024-04', data: { days: 3, flow: 'take-out' }, personal: ['why'] },
        ...{ texts: { why: '住民説明会\n<b>' }, hash: expect.stringMatching(/^[0-9a-f]{64}$/u) },
      },
      {
        ...{ position: 2, stream: 'request/1', version: 2, type: 'routed', by: 'assistant', at: earlier },
        ...{ policy: 'sendai-2024-04', data: {}, personal: [], texts: {}, hash: appended.hash },
      },
    ]);
    expect(appended).toEqual({ version: 2, position: 2, hash: expect.any(String) });
    expect(await store.events.load('request/2')).toEqual([]);
  });

  it('keeps a text whatever was typed', async () => {
    const { store } = await story();
    const texts = { a: '', b: '=1+1\u202e\u0000', c: '\ud83d', d: '情報'.repeat(5000), e: '"\\' };
    await store.events.append(to('request/1', { events: [did('opened', { personal: texts })] }));
    expect((await store.events.load('request/1'))[0]?.texts).toEqual(texts);
  });

  it('is a chain that anyone can check from what its documentation says', async () => {
    const { store, folder } = await story();
    await store.events.append(to('request/1', { events: [did('opened', { personal: { b: 'x', a: 'y' } })] }));
    await store.events.append(to('request/1', { expectedVersion: 1, events: [did('closed')] }));
    const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    const [text] = rows(folder, "select salt, text from personal where field = 'a'");
    const [first, second] = await store.events.load('request/1');
    const named = (event: unknown) => String((event as Record<string, unknown>).personal);
    const [one, two] = rows(folder, 'select * from event order by position');
    expect(JSON.parse(named(one)).a).toBe(sha256(JSON.stringify([text?.salt, 'y'])));
    expect(first?.hash).toBe(
      sha256(
        `{"at":"2026-04-01T00:00:00.000Z","by":"p-001","data":{},"personal":${named(one)},"policy":"sendai-2024-04","position":1,"previous":"","stream":"request/1","type":"opened","version":1}`,
      ),
    );
    expect(second?.hash).toBe(
      sha256(
        `{"at":"2026-04-01T00:00:00.000Z","by":"p-001","data":{},"personal":${named(two)},"policy":"sendai-2024-04","position":2,"previous":"${first?.hash}","stream":"request/1","type":"closed","version":2}`,
      ),
    );
  });

  it('takes no name that could be a person’s own words, and says nothing of them', async () => {
    const { store } = await story();
    for (const bad of [
      to('request/某氏'),
      to('Request/1'),
      to('request'),
      to('request/1', { events: [] }),
      to('request/1', { policy: '' }),
      to('request/1', { events: [did('Opened 某氏')] }),
      to('request/1', { events: [did('opened', { by: '' })] }),
      to('request/1', { events: [did('opened', { personal: { 某氏: 'x' } })] }),
      to('request/1', { events: [did('opened', { data: { x: '某氏\ud800' } })] }),
      to('request/1', { events: [did('personal-erased')] }),
    ]) {
      const refused = store.events.append(bad);
      await expect(refused).rejects.toThrow(TypeError);
      await expect(refused).rejects.toThrow(/^[^某]*$/u);
    }
    expect(await store.events.streams()).toEqual([]);
  });
});

describe('an append that another came before', () => {
  it('writes nothing at all: no event, text, message or timer', async () => {
    const { store, folder } = await story();
    await store.events.append(to('request/1'));
    const late = store.events.append(
      to('request/1', {
        events: [did('decided', { personal: { why: 'x' } })],
        messages: [message('m1')],
        timers: [{ key: 't1', kind: 'remind', at: new Date() }],
      }),
    );
    await expect(late).rejects.toThrow(EventConflict);
    await expect(late).rejects.toMatchObject({ code: 'EVENT_CONFLICT', expected: 0, found: 1 });
    await expect(store.events.append(to('request/2', { expectedVersion: 1 }))).rejects.toThrow(EventConflict);
    const counts = rows(
      folder,
      'select (select count(*) from event) e, (select count(*) from personal) p, (select count(*) from outbox) o, (select count(*) from timer) t, (select position from log) n',
    );
    expect(counts).toEqual([{ e: 1, p: 0, o: 0, t: 0, n: 1 }]);
  });

  it('is told so, however many begin at the same moment: one wins', async () => {
    const { store } = await story();
    await store.events.append(to('request/1'));
    const presses = ['a', 'b', 'c', 'd', 'e'].map((by) =>
      store.events.append(
        to('request/1', { expectedVersion: 1, events: [did('decided', { by })], messages: [message(by)] }),
      ),
    );
    const ended = await Promise.allSettled(presses);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const press of ended)
      if (press.status === 'rejected') expect(press.reason).toBeInstanceOf(EventConflict);
    const events = await store.events.load('request/1');
    expect(events.map(({ type }) => type)).toEqual(['opened', 'decided']);
    const sent = await store.outbox.claim('w', 10, 1000);
    expect(sent.map(({ id }) => id)).toEqual([events[1]?.by]);
  });

  it('leaves no gap in versions or positions behind', async () => {
    const { store } = await story();
    await store.events.append(to('request/1'));
    await expect(store.events.append(to('request/1'))).rejects.toThrow();
    // An id that is taken fails after the numbers were given out.
    await store.events.append(to('request/2', { messages: [message('m1')] }));
    await expect(store.events.append(to('request/3', { messages: [message('m1')] }))).rejects.toThrow();
    const last = await store.events.append(to('request/1', { expectedVersion: 1 }));
    expect(last).toMatchObject({ version: 2, position: 3 });
  });
});

describe('what goes with the events', () => {
  it('settles what was received, once', async () => {
    const { store } = await story();
    await store.inbox.receive('slack', 'Ev1', { text: 'x' });
    const [inbox] = await store.inbox.claim('w', 1, 1000);
    if (inbox === undefined) throw new Error('nothing claimed');
    await store.events.append(to('request/1', { inbox }));
    await expect(store.events.append(to('request/2', { inbox }))).rejects.toThrow(ClaimLost);
    expect(await store.events.load('request/2')).toEqual([]);
    expect(await store.inbox.receive('slack', 'Ev1', {})).toBe('known');
  });

  it('cancels messages that need not be sent any more', async () => {
    const { store } = await story();
    await store.events.append(to('request/1', { messages: [message('m1'), message('m2')] }));
    await store.events.append(to('request/1', { expectedVersion: 1, cancelMessages: ['m1', 'unknown'] }));
    expect((await store.outbox.claim('w', 10, 1000)).map(({ id }) => id)).toEqual(['m2']);
    expect(await store.outbox.find('m1')).toMatchObject({ state: 'cancelled' });
  });
});

describe('reading across streams', () => {
  it('finds streams by prefix, also where case differs, and by what has changed', async () => {
    const { store } = await story();
    for (const stream of ['request/1', 'report/1', 'request/2', 'request/A', 'request/a'])
      await store.events.append(to(stream));
    await store.events.append(to('request/1', { expectedVersion: 1 }));
    const names = async (query?: { prefix?: string; changedAfter?: number }) =>
      (await store.events.streams(query)).map(({ stream }) => stream);
    expect(await names({ prefix: 'request/' })).toEqual(['request/2', 'request/A', 'request/a', 'request/1']);
    expect(await names({ prefix: 'request/a' })).toEqual(['request/a']);
    expect(await names({ changedAfter: 4 })).toEqual(['request/a', 'request/1']);
    expect(await store.events.streams({ prefix: 'request/1' })).toEqual([
      { stream: 'request/1', version: 2, position: 6 },
    ]);
  });

  it('gives all events in the order in which they were appended, over pages', async () => {
    const { store } = await story();
    const events = Array.from({ length: 300 }, () => did('noted'));
    for (const stream of ['case/1', 'case/2', 'case/3', 'case/4'])
      await store.events.append(to(stream, { events }));
    const positions = async (after?: number) => {
      const found: number[] = [];
      for await (const page of store.events.all(after)) found.push(...page.map(({ position }) => position));
      return found;
    };
    expect(await positions()).toEqual(Array.from({ length: 1200 }, (_, n) => n + 1));
    expect(await positions(1198)).toEqual([1199, 1200]);
    expect(await positions(1200)).toEqual([]);
  });
});

describe('erasing', () => {
  it('takes the named fields, says so in the stream, and leaves the rest', async () => {
    const { store } = await story();
    const personal = { subject: '会議資料', why: '庁外打合せ' };
    await store.events.append(to('request/1', { events: [did('opened', { personal }), did('noted')] }));
    await store.events.append(
      to('request/1', { expectedVersion: 2, events: [did('decided', { personal })] }),
    );
    const asked = { stream: 'request/1', by: 'assistant', policy: 'sendai-2024-04', reason: 'retention' };
    expect(await store.events.erase({ ...asked, fields: ['why'] })).toBe(2);
    const events = await store.events.load('request/1');
    expect(events.map(({ texts }) => texts)).toEqual([
      { subject: '会議資料', why: null },
      {},
      { subject: '会議資料', why: null },
      {},
    ]);
    expect(events[3]).toMatchObject({
      type: 'personal-erased',
      by: 'assistant',
      data: { erased: { 1: ['why'], 3: ['why'] }, reason: 'retention' },
    });
    expect(await store.events.erase({ ...asked, fields: ['why'] })).toBe(0);
    expect(await store.events.erase({ ...asked, fields: 'all' })).toBe(2);
    expect(await store.events.load('request/1')).toHaveLength(5);
  });

  it('leaves no trace of the text in the file', async () => {
    const { store, folder } = await story();
    const personal = { why: 'とても秘密の理由'.repeat(400) };
    await store.events.append(to('request/1', { events: [did('opened', { personal })] }));
    const asked = { by: 'assistant', policy: 'sendai-2024-04', reason: 'retention' };
    await store.events.erase({ stream: 'request/1', fields: 'all', ...asked });
    await store.close();
    expect(readFileSync(join(folder, 'assistant.db')).includes('秘密')).toBe(false);
  });
});

describe('a checkpoint', () => {
  const checkpoints = (folder: string) =>
    rows(folder, 'select number, position from checkpoint order by number');

  it('is made every hundred events and at the close, where anything has come since', async () => {
    const told = await story();
    for (let n = 0; n < 12; n += 1)
      await told.store.events.append(to(`case/${n}`, { events: Array.from({ length: 20 }, () => did('x')) }));
    expect(checkpoints(told.folder)).toEqual([
      { number: 1, position: 100 },
      { number: 2, position: 200 },
    ]);
    await told.restart();
    await told.restart();
    expect(checkpoints(told.folder)).toHaveLength(3);
    expect(await told.store.events.checkpoint()).toBe(false);
  });
});

describe('an event that somebody has altered', () => {
  it.each([
    'update event set data = \'{"days":30}\' where version = 1',
    'update personal set text = \'"y"\'',
    'delete from event where version = 1',
    "update event set previous = ''",
  ])('is not acted upon: %s', async (sql) => {
    const { store, folder } = await story();
    const events = [did('opened', { data: { days: 3 }, personal: { why: 'x' } }), did('decided')];
    await store.events.append(to('request/1', { events }));
    const other = new Database(join(folder, 'assistant.db'));
    other.exec(sql);
    other.close();
    await expect(store.events.load('request/1')).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });
});
