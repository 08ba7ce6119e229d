import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivered, OutgoingNotice } from '../../../bot/delivery.ts';
import type { LogEntry } from '../../../bot/log.ts';
import { type DeliveryOptions, startDelivery } from '../../../bot/work/deliver.ts';
import { type FakeMessage, FakeOutbox } from '../../fakes/outbox.ts';

const DELIVERED: Delivered = { type: 'delivered', receipt: '250 OK' };
const DELAYED: Delivered = { type: 'failed', code: 'SMTP_450', retryAfterMs: null, permanent: false };
const REFUSED: Delivered = { type: 'failed', code: 'SMTP_550', retryAfterMs: null, permanent: true };
const UNCERTAIN: Delivered = { type: 'uncertain', code: 'SMTP_TIMED_OUT' };
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

type Act = (notice: OutgoingNotice) => Delivered | Promise<Delivered>;

/** A worker over a fake outbox; `act` says what becomes of each attempt. */
function worker(act: Act, changes: Partial<DeliveryOptions<FakeMessage>> = {}) {
  const outbox = new FakeOutbox();
  const sent: OutgoingNotice[] = [];
  const logged: LogEntry[] = [];
  const givenUp: string[] = [];
  const { promise: closing, resolve: closed } = withResolvers();
  const delivery = startDelivery({
    outbox,
    deliverer: {
      channel: 'mail',
      async deliver(notice) {
        sent.push(notice);
        return act(notice);
      },
      check: async () => undefined,
      close: async () => closed(),
    },
    worker: 'worker-1',
    noticeOf: async ({ id }) => ({
      to: { person: 'p', email: 'p@city.example.jp' },
      number: id,
      asks: '判断をお願いします',
      link: `/requests/${id}`,
    }),
    givingUp: async ({ id }, code) => void givenUp.push(`${id} ${code}`),
    delay: (attempt, askedMs) => Math.max(askedMs, Math.min(2_000 * 2 ** (attempt - 1), 10 * MINUTE)),
    log: (entry) => void logged.push(entry),
    ...changes,
  });
  /** Puts a message in, and wakes the worker as whoever appends it does. */
  const put = (id: string, order?: string) => {
    outbox.put(id, order);
    delivery.wake();
  };
  const codes = () => logged.map(({ code }) => code);
  return { outbox, put, sent, logged, codes, givenUp, delivery, closing };
}

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}

/** Answers one after another, then `DELIVERED`. */
const inTurn =
  (...outcomes: Delivered[]): Act =>
  () =>
    outcomes.shift() ?? DELIVERED;

describe('a notice', () => {
  it('is delivered as soon as the worker is woken, and recorded with its receipt', async () => {
    const { put, outbox, sent, logged } = worker(() => DELIVERED);
    await pass(10);
    put('a');
    await pass(0);
    expect(sent).toMatchObject([{ id: 'a', number: 'a', again: false }]);
    expect(outbox.rows).toMatchObject([{ due: null, outcome: '250 OK', attempt: 1 }]);
    expect(logged).toMatchObject([{ code: 'NOTICE_DELIVERED', channel: 'mail', notice: 'a', attempt: 1 }]);
  });

  it('is found within a second also where nobody woke the worker', async () => {
    const { outbox, sent } = worker(() => DELIVERED);
    await pass(10);
    outbox.put('a');
    await pass(1_000);
    expect(sent).toHaveLength(1);
  });

  it('that fails is tried again, later each time, unmarked', async () => {
    const times: number[] = [];
    const answers = inTurn(DELAYED, DELAYED, DELAYED);
    const { put, sent, codes } = worker((notice) => {
      times.push(Date.now());
      return answers(notice);
    });
    put('a');
    await pass(MINUTE);
    const waits = times.slice(1).map((time, at) => Math.floor((time - (times[at] ?? 0)) / 1_000));
    expect(waits).toEqual([expect.closeTo(2, -0.5), expect.closeTo(4, -0.5), expect.closeTo(8, -0.5)]);
    expect(sent.map(({ again }) => again)).toEqual([false, false, false, false]);
    expect(codes()).toEqual(['NOTICE_DELAYED', 'NOTICE_DELAYED', 'NOTICE_DELAYED', 'NOTICE_DELIVERED']);
  });

  it('waits at least as long as the other side asks', async () => {
    const { put, sent } = worker(inTurn({ ...DELAYED, retryAfterMs: 5 * MINUTE }));
    put('a');
    await pass(5 * MINUTE - 1_000);
    expect(sent).toHaveLength(1);
    await pass(3_000);
    expect(sent).toHaveLength(2);
  });

  it('outlives an afternoon without a mail server', async () => {
    const until = Date.now() + 5 * 60 * MINUTE;
    const { put, outbox, sent } = worker(() => (Date.now() < until ? DELAYED : DELIVERED));
    put('a');
    await pass(5 * 60 * MINUTE + 10 * MINUTE + 2_000);
    expect(outbox.rows).toMatchObject([{ due: null, outcome: '250 OK' }]);
    expect(sent.length).toBeLessThan(50);
  });

  it('that may have arrived is sent again and marked, from then on', async () => {
    const { put, sent, codes } = worker(inTurn(DELAYED, UNCERTAIN, DELAYED));
    put('a');
    await pass(MINUTE);
    expect(sent.map(({ again }) => again)).toEqual([false, false, true, true]);
    expect(codes()).toEqual(['NOTICE_DELAYED', 'NOTICE_UNCERTAIN', 'NOTICE_DELAYED', 'NOTICE_DELIVERED']);
  });

  it('that can never arrive is given up, after somebody has been told', async () => {
    const { put, outbox, givenUp, codes } = worker(() => REFUSED);
    put('a');
    await pass(10);
    expect(givenUp).toEqual(['a SMTP_550']);
    expect(outbox.rows).toMatchObject([{ due: null, outcome: 'SMTP_550' }]);
    expect(codes()).toEqual(['NOTICE_GIVEN_UP']);
  });

  it('is not given up while nobody can be told', async () => {
    let reachable = false;
    const { put, outbox } = worker(() => REFUSED, {
      givingUp: async () => {
        if (!reachable) throw new Error('not now');
      },
    });
    put('a');
    await pass(MINUTE);
    expect(outbox.rows[0]?.due).not.toBeNull();
    reachable = true;
    await pass(10 * MINUTE);
    expect(outbox.rows).toMatchObject([{ due: null, outcome: 'SMTP_550' }]);
  });

  it('to somebody without an address is given up at once, and not tried', async () => {
    const { put, sent, givenUp } = worker(() => DELIVERED, {
      noticeOf: async () => ({ refused: 'NO_ADDRESS' }),
    });
    put('a');
    await pass(10);
    expect(sent).toEqual([]);
    expect(givenUp).toEqual(['a NO_ADDRESS']);
  });
});

describe('many notices', () => {
  it('of one case keep their order, and do not hold up those of another', async () => {
    const { put, sent } = worker(({ id }) =>
      id === 'a1' && Date.now() % MINUTE < 30_000 ? DELAYED : DELIVERED,
    );
    for (const id of ['a1', 'a2', 'a3']) put(id, 'a');
    for (const id of ['b1', 'b2']) put(id, 'b');
    await pass(20_000);
    expect(new Set(sent.map(({ id }) => id))).toEqual(new Set(['a1', 'b1', 'b2']));
    await pass(MINUTE);
    expect(sent.map(({ id }) => id).filter((id) => /^a[23]/.test(id))).toEqual(['a2', 'a3']);
  });

  it('are sent four at a time at the most, and a slow one leaves the rest their places', async () => {
    let now = 0;
    let most = 0;
    const { put, sent } = worker(async ({ id }) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, id === 'n0' ? MINUTE : 100));
      now -= 1;
      return DELIVERED;
    });
    for (let at = 0; at < 20; at += 1) put(`n${at}`);
    await pass(2_000);
    expect(sent).toHaveLength(20);
    expect(most).toBe(4);
  });

  it('all arrive, in order, and twice only where the outcome was unknown and then marked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom(DELAYED, UNCERTAIN, DELIVERED), { maxLength: 4 }), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.integer({ min: 1, max: 5 }),
        async (fates, orders) => {
          /** What people really get; of an uncertain one nobody knows, so here it has come. */
          const got: { id: string; again: boolean }[] = [];
          const { put, delivery } = worker(({ id, again }) => {
            const outcome = fates[Number(id)]?.shift() ?? DELIVERED;
            if (outcome.type !== 'failed') got.push({ id, again });
            return outcome;
          });
          for (const at of fates.keys()) put(String(at), String(at % orders));
          await pass(60 * MINUTE);
          await delivery.stop(0);
          const firsts = got.filter(({ again }) => !again).map(({ id }) => Number(id));
          expect([...firsts].sort((a, b) => a - b)).toEqual(fates.map((_, at) => at));
          for (let order = 0; order < orders; order += 1) {
            const ofOne = firsts.filter((at) => at % orders === order);
            expect(ofOne).toEqual([...ofOne].sort((a, b) => a - b));
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a store that fails', () => {
  it('is told of, and tried again', async () => {
    const { put, outbox, sent, logged } = worker(() => DELIVERED);
    put('a');
    outbox.broken = true;
    await pass(4_000);
    expect(logged).toMatchObject([{ code: 'OUTBOX_FAILED', reason: 'STORE_UNAVAILABLE' }]);
    outbox.broken = false;
    await pass(10_000);
    expect(sent).toHaveLength(1);
  });

  it('after a notice was sent means that it may have arrived', async () => {
    const { put, outbox, sent } = worker(() => {
      outbox.broken = sent.length === 1;
      return DELIVERED;
    });
    put('a');
    await pass(1_000);
    outbox.broken = false;
    await pass(6 * MINUTE);
    expect(sent.map(({ again }) => again)).toEqual([false, true]);
    expect(outbox.rows).toMatchObject([{ due: null, outcome: '250 OK' }]);
  });
});

describe('a stop', () => {
  it('lets what is under way finish, and takes nothing new', async () => {
    const { put, outbox, sent, delivery } = worker(async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return DELIVERED;
    });
    put('a1', 'a');
    put('a2', 'a');
    await pass(10);
    let stopped = false;
    delivery.stop(8_000).then(() => {
      stopped = true;
    });
    await pass(2_000);
    expect(stopped).toBe(false);
    await pass(1_500);
    expect(stopped).toBe(true);
    expect(sent.map(({ id }) => id)).toEqual(['a1']);
    expect(outbox.rows).toMatchObject([{ outcome: '250 OK' }, { outcome: null, attempt: 0 }]);
  });

  it('closes the deliverer after the grace, and records what comes of it', async () => {
    const { put, outbox, delivery, closing } = worker(() => closing.then(() => UNCERTAIN));
    put('a');
    await pass(10);
    let stopped = false;
    delivery.stop(8_000).then(() => {
      stopped = true;
    });
    await pass(7_900);
    expect(stopped).toBe(false);
    await pass(200);
    expect(stopped).toBe(true);
    expect(outbox.rows).toMatchObject([{ resend: true, outcome: 'uncertain', held: false }]);
  });

  it('is immediate where nothing is under way', async () => {
    const { delivery, closing } = worker(() => DELIVERED);
    await pass(10);
    await delivery.stop(8_000);
    await closing;
  });
});
