import { describe, expect, it } from 'vitest';
import { ClaimLost } from '../../../../bot/store/events/event-conflict.ts';
import type { NewTimer, Timers } from '../../../../bot/store/queues/timers.ts';
import { did, story, to } from '../store-story.ts';

const LEASE = 30_000;

async function claimOne(timers: Timers) {
  const [claimed] = await timers.claim('w', 1, LEASE);
  if (claimed === undefined) throw new Error('nothing to claim');
  return claimed;
}

/** A store with one timer, to go off in a minute. */
async function timed(timer: Partial<NewTimer> = {}) {
  const told = await story();
  const at = new Date(told.clock.now.getTime() + 60_000);
  const timers = [{ key: 'request/1:remind', kind: 'remind', at, data: { step: 1 }, ...timer }];
  await told.store.events.append(to('request/1', { timers }));
  return Object.assign(told, { at });
}

describe('a timer', () => {
  it('goes off at its time, and fires with the event that comes of it, once', async () => {
    const { store, at, pass } = await timed();
    expect(await store.timers.next()).toEqual(at);
    pass(59_999);
    expect(await store.timers.claim('w', 1, LEASE)).toEqual([]);
    pass(1);
    const fired = await claimOne(store.timers);
    expect(fired).toEqual({
      ...{ key: 'request/1:remind', kind: 'remind', stream: 'request/1', at, data: { step: 1 }, attempt: 1 },
    });
    expect(await store.timers.claim('other', 1, LEASE)).toEqual([]);
    await store.events.append(to('request/1', { expectedVersion: 1, events: [did('reminded')], fired }));
    const again = store.events.append(
      to('request/1', { expectedVersion: 2, events: [did('reminded')], fired }),
    );
    await expect(again).rejects.toThrow(ClaimLost);
    expect(await store.events.load('request/1')).toHaveLength(2);
    expect(await store.timers.next()).toBeNull();
  });

  it('goes off again where the process died between, or the append failed, and only there', async () => {
    const told = await timed();
    told.pass(60_000);
    const lost = await claimOne(told.store.timers);
    await told.restart();
    expect(await told.store.timers.next()).toEqual(new Date(0));
    const fired = await claimOne(told.store.timers);
    expect(fired.attempt).toBe(2);
    const { events } = told.store;
    await expect(events.append(to('request/1', { expectedVersion: 1, fired: lost }))).rejects.toThrow(
      ClaimLost,
    );
    // Another came before: the timer stays the caller's, who decides anew.
    await expect(events.append(to('request/1', { fired }))).rejects.toMatchObject({ code: 'EVENT_CONFLICT' });
    await events.append(to('request/1', { expectedVersion: 1, fired }));
    await told.restart();
    expect(await told.store.timers.claim('w', 1, LEASE)).toEqual([]);
  });

  it('does not fire twice, whatever the clock does', async () => {
    const { store, pass } = await timed();
    pass(10 * 24 * 3_600_000);
    const fired = await claimOne(store.timers);
    pass(-20 * 24 * 3_600_000);
    await store.events.append(to('request/1', { expectedVersion: 1, fired }));
    for (const ms of [60_000, 40 * 24 * 3_600_000, -1]) {
      pass(ms);
      expect(await store.timers.claim('w', 1, LEASE)).toEqual([]);
    }
  });

  it('that is cancelled does not go off, also where it had been claimed', async () => {
    const { store, pass } = await timed();
    pass(60_000);
    const fired = await claimOne(store.timers);
    const cancelTimers = ['request/1:remind', 'unknown'];
    await store.events.append(to('request/1', { expectedVersion: 1, cancelTimers }));
    await expect(store.events.append(to('request/1', { expectedVersion: 2, fired }))).rejects.toThrow(
      ClaimLost,
    );
    pass(1e9);
    expect(await store.timers.claim('w', 1, LEASE)).toEqual([]);
  });

  it('that is set again has the new time, and takes the claim of the old one away', async () => {
    const { store, at, pass } = await timed();
    pass(60_000);
    const old = await claimOne(store.timers);
    const later = new Date(at.getTime() + 60_000);
    const timers = [{ key: 'request/1:remind', kind: 'escalate', at: later }];
    await store.events.append(to('request/1', { expectedVersion: 1, timers }));
    expect(await store.timers.renew(old, LEASE)).toBe(false);
    expect(await store.timers.next()).toEqual(later);
    pass(60_000);
    const fired = await claimOne(store.timers);
    expect(fired).toMatchObject({ kind: 'escalate', at: later, data: {} });
    // The event that fires it sets it anew: that one stands.
    const next = [{ key: 'request/1:remind', kind: 'remind', at: new Date(later.getTime() + 60_000) }];
    await store.events.append(to('request/1', { expectedVersion: 2, fired, timers: next }));
    expect(await store.timers.next()).toEqual(next[0]?.at);
  });

  it('that could not be worked comes again', async () => {
    const { store, clock, pass } = await timed();
    pass(60_000);
    const first = await claimOne(store.timers);
    expect(await store.timers.failed(first, new Date(clock.now.getTime() + 1000))).toBe(true);
    pass(1000);
    const second = await claimOne(store.timers);
    expect(await store.timers.renew(second, LEASE)).toBe(true);
    await store.events.append(to('request/1', { expectedVersion: 1, fired: second }));
    pass(1e9);
    expect(await store.timers.claim('w', 1, LEASE)).toEqual([]);
    expect(await store.timers.purge(clock.now)).toBe(1);
  });
});

it('several go off in the order of their times', async () => {
  const { store, clock, pass } = await story();
  const at = (ms: number) => new Date(clock.now.getTime() + ms);
  const timers = [30, 10, 20].map((ms) => ({ key: `t${ms}`, kind: 'x', at: at(ms) }));
  await store.events.append(to('request/1', { timers }));
  pass(25);
  expect((await store.timers.claim('w', 10, LEASE)).map(({ key }) => key)).toEqual(['t10', 't20']);
});
