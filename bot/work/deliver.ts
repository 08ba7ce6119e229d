import type { Deliverer, OutgoingNotice } from '../delivery.ts';
import { channelName, codeOf, codeWord, framesOf, type Log, noticeId } from '../log.ts';
import { type Delay, type Settlement, settle } from './settle.ts';

/** A message that was handed out for a while, as far as its delivery goes. */
export interface ClaimedNotice {
  readonly id: string;
  /** How often it has been handed out, from 1. */
  readonly attempt: number;
  /** It may have arrived before. */
  readonly resend: boolean;
}

/** What a notice says; which attempt it is, the outbox knows. */
export type NoticeContent = Omit<OutgoingNotice, 'id' | 'again'>;

/** What the worker needs of the outbox. It hands out no message before the end of the one before it in its order. */
export interface NoticeOutbox<Claimed extends ClaimedNotice> {
  claim(
    worker: string,
    limit: number,
    leaseMs: number,
    channels?: readonly string[],
  ): Promise<readonly Claimed[]>;
  delivered(claimed: Claimed, receipt: string): Promise<boolean>;
  failed(claimed: Claimed, retryAt: Date | null, code: string): Promise<boolean>;
  uncertain(claimed: Claimed, retryAt: Date): Promise<boolean>;
}

export interface DeliveryOptions<Claimed extends ClaimedNotice> {
  readonly outbox: NoticeOutbox<Claimed>;
  readonly deliverer: Deliverer;
  /** Tells this worker's claims from those of others. */
  readonly worker: string;
  /** The notice that a message stands for; a code where there is none, such as for a person without an address. */
  readonly noticeOf: (claimed: Claimed) => Promise<NoticeContent | { readonly refused: string }>;
  /**
   * Told before a notice is given up, so that the next post is told in its place. May be told again of the same one.
   * Where it rejects, the notice is kept, and tried once more later.
   */
  readonly givingUp: (claimed: Claimed, code: string) => Promise<void>;
  readonly delay: Delay;
  readonly log: Log;
  readonly now?: () => Date;
  /** Waits so long, or until it is woken. */
  readonly wait?: (ms: number, woken: AbortSignal) => Promise<void>;
}

/** A worker under way. */
export interface Delivery {
  /** Something new is in the outbox: looked at now instead of at the next turn. */
  wake(): void;
  /**
   * Takes nothing new and lets what is under way finish. After the grace the deliverer is closed, by which the rest comes
   * back as failed or uncertain, and that too is recorded. Closes the deliverer in any case.
   */
  stop(graceMs: number): Promise<void>;
}

/** More than the deliverer's connections: while one waits for a server, another is made ready. */
const MOST_UNDER_WAY = 4;
/** Much longer than one attempt may take: a message is never with two workers. */
const LEASE_MS = 5 * 60_000;
/** What was not woken for (a retry that is due, another process's message) waits at the most so long. */
const TURN_MS = 1_000;
/** A store that fails is left alone for a moment. */
const AFTER_FAULT_MS = 5_000;

/** Delivers what is in the outbox for the deliverer's channel, until it is stopped. */
export function startDelivery<Claimed extends ClaimedNotice>(options: DeliveryOptions<Claimed>): Delivery {
  const { outbox, deliverer, worker, log, now = () => new Date(), wait = waitFor } = options;
  const channel = channelName(deliverer.channel);
  const underWay = new Set<Promise<void>>();
  let stopping = false;
  let woken = new AbortController();
  const wake = () => woken.abort();

  const fault = (error: unknown) =>
    log({ code: 'OUTBOX_FAILED', channel, reason: codeOf(error), at: framesOf(error) });

  async function deliver(claimed: Claimed): Promise<void> {
    const begun = performance.now();
    try {
      const notice = await options.noticeOf(claimed);
      const outcome =
        'refused' in notice
          ? ({ type: 'failed', code: notice.refused, retryAfterMs: null, permanent: true } as const)
          : await deliverer.deliver({ ...notice, id: claimed.id, again: claimed.resend });
      const settled = settle(outcome, claimed.attempt, now(), options.delay);
      await record(claimed, settled);
      log(entryOf(settled, claimed, Math.round(performance.now() - begun)));
    } catch (error) {
      // Nothing is recorded: when the lease ends it is handed out again, as one that may have arrived.
      fault(error);
    }
  }

  async function record(claimed: Claimed, settled: Settlement): Promise<void> {
    switch (settled.type) {
      case 'delivered':
        await outbox.delivered(claimed, settled.receipt);
        return;
      case 'retry':
        await outbox.failed(claimed, settled.at, settled.code);
        return;
      case 'resend':
        await outbox.uncertain(claimed, settled.at);
        return;
      case 'give-up':
        await options.givingUp(claimed, settled.code);
        await outbox.failed(claimed, null, settled.code);
    }
  }

  function entryOf(settled: Settlement, { id, attempt }: Claimed, ms: number) {
    const common = { channel, notice: noticeId(id), attempt };
    if (settled.type === 'delivered') return { code: 'NOTICE_DELIVERED', ...common, ms } as const;
    const reason = codeWord(settled.code);
    if (settled.type === 'give-up') return { code: 'NOTICE_GIVEN_UP', ...common, reason } as const;
    const code = settled.type === 'retry' ? 'NOTICE_DELAYED' : 'NOTICE_UNCERTAIN';
    return { code, ...common, reason, retryMs: settled.inMs } as const;
  }

  async function turn(): Promise<number> {
    const free = MOST_UNDER_WAY - underWay.size;
    if (free === 0) return TURN_MS;
    try {
      for (const claimed of await outbox.claim(worker, free, LEASE_MS, [deliverer.channel])) {
        const delivering: Promise<void> = deliver(claimed).finally(() => {
          underWay.delete(delivering);
          // A place is free, and what stood behind it in its order may go.
          wake();
        });
        underWay.add(delivering);
      }
      return TURN_MS;
    } catch (error) {
      fault(error);
      return AFTER_FAULT_MS;
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      woken = new AbortController();
      const ms = await turn();
      if (!stopping) await wait(ms, woken.signal);
    }
  }

  const running = run();
  return {
    wake,
    async stop(graceMs) {
      stopping = true;
      wake();
      const grace = new AbortController();
      const finished = running.then(() => Promise.all(underWay)).then(() => grace.abort());
      await Promise.race([finished, wait(graceMs, grace.signal)]);
      await deliverer.close();
      await finished;
    },
  };
}

function waitFor(ms: number, woken: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      woken.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (woken.aborted) done();
    else woken.addEventListener('abort', done);
  });
}
