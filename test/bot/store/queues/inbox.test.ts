import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimedDelivery, Inbox } from '../../../../bot/store/queues/inbox.ts';
import { story } from '../store-story.ts';

const LEASE = 30_000;
const DAY = 24 * 3_600_000;

async function claimOne(inbox: Inbox): Promise<ClaimedDelivery> {
  const [claimed] = await inbox.claim('w', 1, LEASE);
  if (claimed === undefined) throw new Error('nothing to claim');
  return claimed;
}

describe('what was received', () => {
  it('is new once, by channel and id, however often it is sent', async () => {
    const { store, clock } = await story();
    expect(await store.inbox.receive('slack', 'Ev1', { text: '紛失' })).toBe('new');
    expect(await store.inbox.receive('slack', 'Ev1', { text: 'another' })).toBe('known');
    expect(await store.inbox.receive('teams', 'Ev1', null)).toBe('new');
    expect(await store.inbox.claim('w', 10, LEASE)).toEqual([
      { channel: 'slack', id: 'Ev1', payload: { text: '紛失' }, received: clock.now, attempt: 1 },
      { channel: 'teams', id: 'Ev1', payload: null, received: clock.now, attempt: 1 },
    ]);
    expect(await store.inbox.claim('w', 10, LEASE)).toEqual([]);
  });

  it('is new once, also where it is sent twice at the same moment', async () => {
    const { store } = await story();
    const told = await Promise.all([1, 2, 3].map(() => store.inbox.receive('slack', 'Ev1', {})));
    expect([...told].sort()).toEqual(['known', 'known', 'new']);
  });

  it('is worked after a restart, in the order in which it came, though the clock was put back', async () => {
    const told = await story();
    await told.store.inbox.receive('slack', 'Ev2', {});
    await claimOne(told.store.inbox);
    told.pass(-3_600_000);
    await told.store.inbox.receive('slack', 'Ev1', {});
    await told.restart();
    const claimed = await told.store.inbox.claim('w', 10, LEASE);
    expect(claimed.map(({ id, attempt }) => [id, attempt])).toEqual([
      ['Ev2', 2],
      ['Ev1', 1],
    ]);
  });

  it('is done once, by whoever has it', async () => {
    const { store, pass } = await story();
    await store.inbox.receive('slack', 'Ev1', {});
    const first = await claimOne(store.inbox);
    pass(LEASE);
    const second = await claimOne(store.inbox);
    expect(await store.inbox.done(first)).toBe(false);
    expect(await store.inbox.renew(second, LEASE)).toBe(true);
    expect(await store.inbox.done(second)).toBe(true);
    expect(await store.inbox.done(second)).toBe(false);
    pass(LEASE);
    expect(await store.inbox.claim('w', 1, LEASE)).toEqual([]);
  });

  it('comes again at its time where it could not be worked', async () => {
    const { store, clock, pass } = await story();
    await store.inbox.receive('slack', 'Ev1', {});
    await store.inbox.failed(await claimOne(store.inbox), new Date(clock.now.getTime() + 5000));
    expect(await store.inbox.claim('w', 1, LEASE)).toEqual([]);
    pass(5000);
    expect((await claimOne(store.inbox)).attempt).toBe(2);
  });
});

describe('what was done', () => {
  it('leaves its id, not what was in it', async () => {
    const { store, folder } = await story();
    await store.inbox.receive('slack', 'Ev1', { text: '秘密'.repeat(3000) });
    await store.inbox.done(await claimOne(store.inbox));
    expect(await store.inbox.receive('slack', 'Ev1', {})).toBe('known');
    await store.close();
    expect(readFileSync(join(folder, 'assistant.db')).includes('秘密')).toBe(false);
  });

  it('is known for eight days, and what is not done for ever', async () => {
    const { store, pass } = await story();
    await store.inbox.receive('slack', 'done', {});
    await store.inbox.done(await claimOne(store.inbox));
    await store.inbox.receive('slack', 'open', {});
    pass(8 * DAY);
    expect(await store.inbox.purge()).toBe(0);
    pass(1);
    expect(await store.inbox.purge()).toBe(1);
    expect(await store.inbox.receive('slack', 'open', {})).toBe('known');
    expect(await store.inbox.receive('slack', 'done', {})).toBe('new');
  });
});
