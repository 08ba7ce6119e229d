import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  ConversationConflict,
  type Conversations,
  createConversations,
} from '../../../bot/store/conversations.ts';
import { type OpenDatabase, openSqlite } from '../../../bot/store/sqlite/open-sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

let clock: Date;
let database: OpenDatabase;
let conversations: Conversations;

beforeEach(async () => {
  clock = new Date('2026-04-01T09:00:00.000+09:00');
  database = await openSqlite(temporaryFolder());
  onTestFinished(() => database.close());
  conversations = createConversations(database.db, () => clock);
});

describe('a conversation', () => {
  it('comes back as it was saved, with the time of the store’s clock', async () => {
    const state = JSON.stringify({ said: '吉野家😀\n"引用"\u0000', list: [1, null] });
    const saved = await conversations.save('web:窓口', state, null);
    expect(saved).toEqual({ state, version: expect.any(Number), at: clock });
    expect(await conversations.load('web:窓口')).toEqual(saved);
  });

  it('is null before it begins, and after it was removed', async () => {
    expect(await conversations.load('web:1')).toBeNull();
    await conversations.save('web:1', '{}', null);
    await conversations.remove('web:1');
    expect(await conversations.load('web:1')).toBeNull();
    await conversations.remove('web:1');
  });

  it('is another’s where a single character of the key differs', async () => {
    const keys = ['web:A', 'web:a', 'web:Ａ', 'web:a ', 'web:が', 'web:が'.normalize('NFD'), ''];
    for (const key of keys) await conversations.save(key, JSON.stringify(key), null);
    for (const key of keys) expect((await conversations.load(key))?.state).toBe(JSON.stringify(key));
  });

  it('refuses what would not come back as it was', async () => {
    for (const text of ['a\u0000b', '\ud83d']) {
      await expect(conversations.save(text, '{}', null)).rejects.toThrow(TypeError);
      await expect(conversations.save('web:1', text, null)).rejects.toThrow(TypeError);
    }
    expect(await conversations.load('web:1')).toBeNull();
  });
});

describe('two requests for one conversation', () => {
  it('save one after the other, each with the version of the one before', async () => {
    const first = await conversations.save('web:1', '1', null);
    clock = new Date('2026-04-01T09:00:05.000+09:00');
    const second = await conversations.save('web:1', '2', first.version);
    expect(second.version).not.toBe(first.version);
    expect(await conversations.load('web:1')).toEqual({ state: '2', version: second.version, at: clock });
  });

  it('never overwrite each other: the later is told of a conflict, and changes nothing', async () => {
    const { version } = await conversations.save('web:1', '1', null);
    const kept = await conversations.save('web:1', 'first', version);
    await expect(conversations.save('web:1', 'second', version)).rejects.toThrow(ConversationConflict);
    await expect(conversations.save('web:1', 'as if new', null)).rejects.toThrow(ConversationConflict);
    expect(await conversations.load('web:1')).toEqual(kept);
  });

  it('begun at the same time: one is saved', async () => {
    const { version } = await conversations.save('web:1', '0', null);
    const ended = await Promise.allSettled(
      ['a', 'b', 'c'].map((state) => conversations.save('web:1', state, version)),
    );
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('conflict also where the conversation was removed, even if a new one has begun since', async () => {
    const { version } = await conversations.save('web:1', 'old', null);
    await conversations.remove('web:1');
    await expect(conversations.save('web:1', 'late', version)).rejects.toThrow(ConversationConflict);
    await conversations.save('web:1', 'new', null);
    await expect(conversations.save('web:1', 'late', version)).rejects.toThrow(ConversationConflict);
    expect((await conversations.load('web:1'))?.state).toBe('new');
  });
});

describe('forgetting', () => {
  it('removes what was last saved before the date, counts it, and leaves the rest', async () => {
    const { version } = await conversations.save('kept by a later save', '1', null);
    await conversations.save('old', '1', null);
    await conversations.save('older', '1', null);
    clock = new Date(clock.getTime() + 1);
    await conversations.save('just in time', '1', null);
    await conversations.save('kept by a later save', '2', version);

    expect(await conversations.forgetBefore(clock)).toBe(2);
    expect(await conversations.load('old')).toBeNull();
    expect(await conversations.load('older')).toBeNull();
    expect(await conversations.load('just in time')).not.toBeNull();
    expect(await conversations.load('kept by a later save')).not.toBeNull();
    expect(await conversations.forgetBefore(clock)).toBe(0);
  });

  it('finds them by an index', async () => {
    const plan = await sql<{
      detail: string;
    }>`explain query plan delete from conversation where at < 'x'`.execute(database.db);
    expect(plan.rows.map(({ detail }) => detail).join()).toContain('conversation_at');
  });

  it('takes no date that would not sort', async () => {
    await expect(conversations.forgetBefore(new Date(Number.NaN))).rejects.toThrow(RangeError);
    await expect(conversations.forgetBefore(new Date(8.64e15))).rejects.toThrow(RangeError);
  });
});

describe('a full disk', () => {
  it('fails the save, not what was saved before, and is forgotten when there is room again', async () => {
    const kept = await conversations.save('web:1', 'kept', null);
    await sql`pragma max_page_count = 10`.execute(database.db);
    const large = 'x'.repeat(100_000);
    await expect(conversations.save('web:2', large, null)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('空き容量'),
    });
    await expect(conversations.save('web:1', large, kept.version)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(await conversations.load('web:1')).toEqual(kept);
    expect(await conversations.load('web:2')).toBeNull();

    await sql`pragma max_page_count = 1000`.execute(database.db);
    await conversations.save('web:1', large, kept.version);
    expect((await conversations.load('web:1'))?.state).toBe(large);
  });

  it('tells its cause out of a transaction too', async () => {
    await sql`pragma max_page_count = 10`.execute(database.db);
    const crowded = database.db.transaction().execute(async (transaction) => {
      await createConversations(transaction, () => clock).save('web:1', 'x'.repeat(100_000), null);
    });
    await expect(crowded).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', reason: 'SQLITE_FULL' });
    expect(await conversations.load('web:1')).toBeNull();
  });
});
