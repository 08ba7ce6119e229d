import { describe, expect, it } from 'vitest';
import type { ClaimedMessage, Outbox } from '../../../../bot/store/queues/outbox.ts';
import { message, story, to } from '../store-story.ts';

const LEASE = 30_000;
const ids = (claimed: readonly ClaimedMessage[]) => claimed.map(({ id }) => id);

async function claimOne(outbox: Outbox, worker = 'w'): Promise<ClaimedMessage> {
  const [claimed] = await outbox.claim(worker, 1, LEASE);
  if (claimed === undefined) throw new Error('nothing to claim');
  return claimed;
}

describe('a message', () => {
  it('is handed to one worker with all that it takes to send it, and is gone when it has arrived', async () => {
    const { store, clock, folder } = await story();
    const asked = message('m1', { orderKey: 'k', payload: { text: '許可', list: [1, null] } });
    await store.events.append(to('request/1', { messages: [asked] }));
    const claimed = await claimOne(store.outbox);
    expect(claimed).toEqual({
      ...{ id: 'm1', to: 'p-002', channel: 'web', kind: 'card', payload: { text: '許可', list: [1, null] } },
      ...{ stream: 'request/1', orderKey: 'k', attempt: 1, resend: false, wanted: clock.now },
    });
    expect(await store.outbox.claim('other', 10, LEASE)).toEqual([]);
    expect(await store.outbox.delivered(claimed, 'ts-1')).toBe(true);
    expect(await store.outbox.delivered(claimed, 'ts-2')).toBe(false);
    expect(await store.outbox.find('m1')).toEqual({ state: 'delivered', attempts: 1, outcome: 'ts-1' });
    expect(await store.outbox.find('unknown')).toBeNull();
    expect(folder).toBeTruthy();
  });

  it('that failed comes again at its time, not marked; given up, never', async () => {
    const { store, clock, pass } = await story();
    await store.events.append(to('request/1', { messages: [message('m1')] }));
    const first = await claimOne(store.outbox);
    const retryAt = new Date(clock.now.getTime() + 5000);
    expect(await store.outbox.failed(first, retryAt, 'HTTP_503')).toBe(true);
    expect(await store.outbox.failed(first, retryAt, 'HTTP_503')).toBe(false);
    pass(4999);
    expect(await store.outbox.claim('w', 1, LEASE)).toEqual([]);
    pass(1);
    const second = await claimOne(store.outbox);
    expect(second).toMatchObject({ attempt: 2, resend: false });
    expect(await store.outbox.failed(second, null, 'NO_SUCH_PERSON')).toBe(true);
    pass(1e9);
    expect(await store.outbox.claim('w', 1, LEASE)).toEqual([]);
    expect(await store.outbox.find('m1')).toMatchObject({ state: 'given-up', outcome: 'NO_SUCH_PERSON' });
  });

  it('of which nobody knows whether it arrived is marked ever after', async () => {
    const { store, clock, pass } = await story();
    await store.events.append(to('request/1', { messages: [message('m1')] }));
    expect(await store.outbox.uncertain(await claimOne(store.outbox), clock.now)).toBe(true);
    const second = await claimOne(store.outbox);
    expect(second.resend).toBe(true);
    await store.outbox.failed(second, clock.now, 'HTTP_500');
    expect((await claimOne(store.outbox)).resend).toBe(true);
    // A lease that ends without a word says as little.
    await store.events.append(to('request/2', { messages: [message('m2')] }));
    await claimOne(store.outbox);
    pass(LEASE);
    const claimed = await store.outbox.claim('other', 10, LEASE);
    expect(claimed.find(({ id }) => id === 'm2')).toMatchObject({ attempt: 2, resend: true });
  });

  it('waits for its time, which is also when it begins to be late', async () => {
    const { store, clock, pass } = await story();
    const notBefore = new Date(clock.now.getTime() + 60_000);
    await store.events.append(to('request/1', { messages: [message('m1', { notBefore })] }));
    expect(await store.outbox.oldest()).toEqual({ waiting: 0, since: null });
    pass(60_000);
    expect(await store.outbox.oldest()).toEqual({ waiting: 1, since: notBefore });
    const claimed = await claimOne(store.outbox);
    expect(await store.outbox.oldest()).toEqual({ waiting: 1, since: notBefore });
    await store.outbox.delivered(claimed, 'r');
    expect(await store.outbox.oldest()).toEqual({ waiting: 0, since: null });
  });

  it('is sent at once although the clock was put back', async () => {
    const { store, pass } = await story();
    await store.events.append(to('request/1', { messages: [message('m1')] }));
    pass(-3_600_000);
    expect(ids(await store.outbox.claim('w', 1, LEASE))).toEqual(['m1']);
  });
});

describe('a lease', () => {
  it('can be lengthened by who has it, and by nobody else', async () => {
    const { store, pass } = await story();
    await store.events.append(to('request/1', { messages: [message('m1')] }));
    const first = await claimOne(store.outbox);
    pass(LEASE - 1);
    expect(await store.outbox.renew(first, LEASE)).toBe(true);
    pass(LEASE - 1);
    expect(await store.outbox.claim('other', 1, LEASE)).toEqual([]);
    pass(1);
    const second = await claimOne(store.outbox, 'other');
    expect(await store.outbox.renew(first, LEASE)).toBe(false);
    expect(await store.outbox.failed(first, null, 'LATE')).toBe(false);
    expect(await store.outbox.uncertain(first, new Date())).toBe(false);
    // What has arrived has arrived, whoever says so.
    expect(await store.outbox.delivered(first, 'r')).toBe(true);
    expect(await store.outbox.failed(second, null, 'LATE')).toBe(false);
    expect(await store.outbox.find('m1')).toMatchObject({ state: 'delivered' });
  });

  it('ends with the process that had it', async () => {
    const told = await story();
    await told.store.events.append(to('request/1', { messages: [message('m1')] }));
    await claimOne(told.store.outbox);
    await told.restart();
    expect(await told.store.outbox.claim('w', 1, LEASE)).toMatchObject([{ id: 'm1', resend: true }]);
  });

  it('is given to one of two workers that ask at the same moment', async () => {
    const { store } = await story();
    const messages = Array.from({ length: 20 }, (_, n) => message(`m${n}`));
    await store.events.append(to('request/1', { messages }));
    const claims = await Promise.all(['a', 'b', 'c'].map((worker) => store.outbox.claim(worker, 8, LEASE)));
    expect(claims.map(({ length }) => length).sort()).toEqual([4, 8, 8]);
    expect(new Set(claims.flatMap(ids)).size).toBe(20);
  });
});

describe('an order', () => {
  const orderly = (id: string) => message(id, { orderKey: 'channel-1' });

  it('is kept: the next is not handed out before the one before has come to its end', async () => {
    const { store, clock, pass } = await story();
    await store.events.append(to('request/1', { messages: [orderly('a'), orderly('b'), message('x')] }));
    await store.events.append(to('request/2', { messages: [orderly('c')] }));
    const claimed = await store.outbox.claim('w', 10, LEASE);
    expect(ids(claimed)).toEqual(['a', 'x']);
    const [a] = claimed;
    if (a === undefined) return;
    await store.outbox.failed(a, new Date(clock.now.getTime() + 5000), 'HTTP_500');
    expect(await store.outbox.claim('w', 10, LEASE)).toEqual([]);
    pass(5000);
    await store.outbox.delivered(await claimOne(store.outbox), 'r');
    const b = await claimOne(store.outbox);
    expect(b.id).toBe('b');
    await store.outbox.failed(b, null, 'GONE');
    expect((await claimOne(store.outbox)).id).toBe('c');
  });

  it('goes on past one that was cancelled', async () => {
    const { store } = await story();
    await store.events.append(to('request/1', { messages: [orderly('a'), orderly('b')] }));
    expect(await store.outbox.cancel('a')).toBe(true);
    expect(await store.outbox.cancel('a')).toBe(false);
    expect(await store.outbox.cancel('unknown')).toBe(false);
    expect(ids(await store.outbox.claim('w', 10, LEASE))).toEqual(['b']);
  });
});

it('one that was cancelled while it was being sent is recorded as delivered, not sent again', async () => {
  const { store } = await story();
  await store.events.append(to('request/1', { messages: [message('a'), message('b')] }));
  const [a, b] = await store.outbox.claim('w', 2, LEASE);
  if (a === undefined || b === undefined) throw new Error('nothing claimed');
  await store.outbox.cancel('a');
  await store.outbox.cancel('b');
  expect(await store.outbox.delivered(a, 'r')).toBe(true);
  expect(await store.outbox.failed(b, new Date(), 'HTTP_500')).toBe(false);
  expect(await store.outbox.find('a')).toMatchObject({ state: 'delivered' });
  expect(await store.outbox.find('b')).toMatchObject({ state: 'cancelled' });
});

it('a worker gets what its channels carry', async () => {
  const { store } = await story();
  await store.events.append(
    to('request/1', {
      messages: [message('a'), message('b', { channel: 'slack' }), message('c', { channel: 'mail' })],
    }),
  );
  expect(await store.outbox.claim('w', 10, LEASE, [])).toEqual([]);
  expect(ids(await store.outbox.claim('w', 10, LEASE, ['slack', 'mail']))).toEqual(['b', 'c']);
  expect(ids(await store.outbox.claim('w', 10, LEASE))).toEqual(['a']);
});

it('what came to its end long ago can be removed, and nothing else', async () => {
  const { store, clock, pass } = await story();
  await store.events.append(to('request/1', { messages: [message('a'), message('b'), message('c')] }));
  await store.outbox.delivered({ id: 'a' }, 'r');
  pass(1000);
  await store.outbox.cancel('b');
  const purge = { before: clock.now, by: 'clockwork', policy: 'sendai-2024-04' };
  expect(await store.events.purgeMessages(purge)).toBe(1);
  expect(await store.events.purgeMessages(purge)).toBe(0);
  expect(await store.events.load('queue/outbox')).toMatchObject([{ data: { removed: 1 } }]);
  expect(await store.outbox.find('a')).toBeNull();
  expect(await store.outbox.find('b')).not.toBeNull();
  expect(ids(await store.outbox.claim('w', 10, LEASE))).toEqual(['c']);
});
