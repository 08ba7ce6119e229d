import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClaimLost } from '../../../../bot/store/events/event-conflict.ts';
import { openStore } from '../../../../bot/store/open-store.ts';
import type { ClaimedMessage } from '../../../../bot/store/queues/outbox.ts';
import type { ClaimedTimer } from '../../../../bot/store/queues/timers.ts';
import { verifyFile } from '../../../../bot/store/sqlite/verify-file.ts';
import { message, to } from '../store-story.ts';
import { temporaryFolder } from '../temporary-folder.ts';

// Whatever is done in whatever order, with a clock that jumps and a store that is closed and opened between, the queues
// are the plain lists below.

const LEASE = 100;
/** Sorts before every moment. */
const AT_ONCE = Number.NEGATIVE_INFINITY;

interface Entry {
  readonly id: string;
  readonly order: string | undefined;
  due: number;
  open: boolean;
  held: boolean;
  attempts: number;
  uncertain: boolean;
  state: string;
}

class Model {
  now = Date.parse('2026-04-01T00:00:00.000Z');
  readonly messages: Entry[] = [];
  readonly timers = new Map<
    string,
    { due: number; at: number; open: boolean; held: boolean; attempts: number }
  >();

  claimMessages(limit: number) {
    const free = (entry: Entry) =>
      entry.open &&
      entry.due <= this.now &&
      !this.messages
        .slice(0, this.messages.indexOf(entry))
        .some(({ open, order }) => open && order !== undefined && order === entry.order);
    // A sort that keeps what is equal in its place.
    const claimed = this.messages
      .filter(free)
      .sort((a, b) => (a.due === b.due ? 0 : a.due - b.due))
      .slice(0, limit);
    for (const entry of claimed) {
      entry.uncertain ||= entry.held;
      entry.held = true;
      entry.attempts += 1;
      entry.due = this.now + LEASE;
    }
    return claimed.map(({ id, attempts, uncertain }) => ({ id, attempt: attempts, resend: uncertain }));
  }

  /** The entry of a claim that still holds. */
  holder({ id, attempt }: ClaimedMessage): Entry | undefined {
    return this.messages.find(
      (entry) => entry.id === id && entry.open && entry.held && entry.attempts === attempt,
    );
  }

  end(entry: Entry, state: string) {
    Object.assign(entry, { open: false, held: false, state });
  }

  restart() {
    for (const entry of this.messages)
      if (entry.held) Object.assign(entry, { held: false, due: AT_ONCE, uncertain: true });
    for (const timer of this.timers.values())
      if (timer.held) Object.assign(timer, { held: false, due: AT_ONCE });
  }

  claimTimers(limit: number) {
    const claimed = [...this.timers]
      .filter(([, { open, due }]) => open && due <= this.now)
      .sort(([a, { at }], [b, other]) => at - other.at || (a < b ? -1 : 1))
      .slice(0, limit);
    for (const [, timer] of claimed) {
      timer.held = true;
      timer.attempts += 1;
      timer.due = this.now + LEASE;
    }
    return claimed.map(([key, { attempts }]) => ({ key, attempt: attempts }));
  }
}

const which = fc.nat(50);
const key = fc.constantFrom('t1', 't2', 't3');
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      order: fc.constantFrom(undefined, 'k', 'l'),
      wait: fc.option(fc.nat(200)),
      timer: fc.option(key),
      after: fc.nat(200),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('delivered' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('failed' as const), which, wait: fc.option(fc.nat(200)) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('uncertain' as const), which, wait: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renew' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('timers' as const), limit: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fire' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: -300, max: 300 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

it('outbox and timers do what plain lists do', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const dataFolder = temporaryFolder();
      const model = new Model();
      const open = () => openStore({ dataFolder, now: () => new Date(model.now) });
      let store = await open();
      const claims: ClaimedMessage[] = [];
      const rung: ClaimedTimer[] = [];
      let streams = 0;
      const at = (ms: number) => new Date(model.now + ms);

      for (const taken of steps) {
        switch (taken.do) {
          case 'append': {
            streams += 1;
            const id = `m${streams}`;
            const { order, wait, timer, after } = taken;
            await store.events.append(
              to(`case/${streams}`, {
                messages: [
                  message(id, {
                    ...(order === undefined ? {} : { orderKey: order }),
                    ...(wait === null ? {} : { notBefore: at(wait) }),
                  }),
                ],
                timers: timer === null ? [] : [{ key: timer, kind: 'x', at: at(after) }],
              }),
            );
            const due = wait === null ? AT_ONCE : model.now + wait;
            model.messages.push({
              id,
              order,
              due,
              open: true,
              held: false,
              attempts: 0,
              uncertain: false,
              state: 'open',
            });
            if (timer !== null) {
              const set = { due: model.now + after, at: model.now + after, open: true, held: false };
              model.timers.set(timer, { attempts: model.timers.get(timer)?.attempts ?? 0, ...set });
            }
            break;
          }
          case 'claim': {
            const claimed = await store.outbox.claim('w', taken.limit, LEASE);
            expect(claimed.map(({ id, attempt, resend }) => ({ id, attempt, resend }))).toEqual(
              model.claimMessages(taken.limit),
            );
            claims.push(...claimed);
            break;
          }
          case 'delivered': {
            const claim = claims[taken.which % claims.length];
            if (claim === undefined) break;
            const entry = model.messages.find(({ id }) => id === claim.id);
            expect(await store.outbox.delivered(claim, 'r')).toBe(entry?.state !== 'delivered');
            if (entry !== undefined) model.end(entry, 'delivered');
            break;
          }
          case 'failed': {
            const claim = claims[taken.which % claims.length];
            if (claim === undefined) break;
            const entry = model.holder(claim);
            const retryAt = taken.wait === null ? null : at(taken.wait);
            expect(await store.outbox.failed(claim, retryAt, 'CODE')).toBe(entry !== undefined);
            if (entry !== undefined && retryAt === null) model.end(entry, 'given-up');
            else if (entry !== undefined) Object.assign(entry, { held: false, due: retryAt?.getTime() });
            break;
          }
          case 'uncertain': {
            const claim = claims[taken.which % claims.length];
            if (claim === undefined) break;
            const entry = model.holder(claim);
            expect(await store.outbox.uncertain(claim, at(taken.wait))).toBe(entry !== undefined);
            if (entry !== undefined)
              Object.assign(entry, { held: false, due: model.now + taken.wait, uncertain: true });
            break;
          }
          case 'renew': {
            const claim = claims[taken.which % claims.length];
            if (claim === undefined) break;
            const entry = model.holder(claim);
            expect(await store.outbox.renew(claim, LEASE)).toBe(entry !== undefined);
            if (entry !== undefined) entry.due = model.now + LEASE;
            break;
          }
          case 'cancel': {
            const entry = model.messages[taken.which % model.messages.length];
            if (entry === undefined) break;
            expect(await store.outbox.cancel(entry.id)).toBe(entry.open);
            if (entry.open) model.end(entry, 'cancelled');
            break;
          }
          case 'timers': {
            const claimed = await store.timers.claim('w', taken.limit, LEASE);
            expect(claimed.map(({ key, attempt }) => ({ key, attempt }))).toEqual(
              model.claimTimers(taken.limit),
            );
            rung.push(...claimed);
            break;
          }
          case 'fire': {
            const claim = rung[taken.which % rung.length];
            if (claim === undefined) break;
            const timer = model.timers.get(claim.key);
            const holds = timer?.open && timer.held && timer.attempts === claim.attempt;
            const firing = store.events.append(to(`case/${streams + 1}`, { fired: claim }));
            if (holds) {
              await firing;
              streams += 1;
            } else await expect(firing).rejects.toThrow(ClaimLost);
            if (timer !== undefined && holds) Object.assign(timer, { open: false, held: false });
            break;
          }
          case 'pass':
            model.now += taken.ms;
            break;
          case 'restart':
            await store.close();
            model.restart();
            store = await open();
        }
        for (const { id, state, attempts } of model.messages)
          expect(await store.outbox.find(id)).toMatchObject({ state, attempts });
      }
      await store.close();
      expect((await verifyFile({ file: dataFolder })).faults).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
