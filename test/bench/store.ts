import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../bot/store/open-store.ts';
import { verifyFile } from '../../bot/store/sqlite/verify-file.ts';

/** Milliseconds each, of one kind of work. */
export interface StoreFigures {
  readonly name: string;
  readonly times: readonly number[];
}

/** Appends, loads, claims and deliveries, one after the other, on the disk that holds the temporary folder. */
export async function measureStore(appends: number): Promise<{
  readonly figures: readonly StoreFigures[];
  readonly verifyMs: number;
  readonly events: number;
}> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'bench-store-'));
  try {
    const store = await openStore({ dataFolder });
    const measure = async (name: string, count: number, work: (n: number) => Promise<unknown>) => {
      const times: number[] = [];
      for (let n = 0; n < count; n += 1) {
        const started = performance.now();
        await work(n);
        times.push(performance.now() - started);
      }
      return { name, times };
    };
    const event = (state: string) => ({
      type: 'decided',
      by: 'p-001',
      data: { state, persons: { asker: 'p-001', manager: ['p-002'] }, flow: 'take-out' },
      personal: { why: '市民説明会で使う資料を持ち出すため。'.repeat(5) },
    });
    const message = (id: string) => ({
      ...{ id, to: 'p-002', channel: 'web', kind: 'card', payload: { text: '申請が届いています。' } },
      orderKey: id,
    });
    const stream = (n: number) => `request/${n}`;
    const figures = [
      await measure('append: event, text, message, timer', appends, (n) =>
        store.events.append({
          stream: stream(n),
          expectedVersion: 0,
          policy: 'bench',
          events: [event('waiting')],
          messages: [message(`m${n}`)],
          timers: [{ key: `t${n}`, kind: 'remind', at: new Date() }],
        }),
      ),
      await measure('append: event only', appends, (n) =>
        store.events.append({
          stream: stream(n),
          expectedVersion: 1,
          policy: 'bench',
          events: [{ type: 'noted', by: 'p-001' }],
        }),
      ),
      await measure('load a stream of two events', appends, (n) => store.events.load(stream(n))),
      await measure('find streams by person and state', 100, () =>
        store.streams.find({ person: 'p-002', states: ['waiting'], limit: 20 }),
      ),
      await measure('outbox: claim ten, deliver ten', Math.floor(appends / 10), async () => {
        for (const claimed of await store.outbox.claim('w', 10, 60_000))
          await store.outbox.delivered(claimed, 'receipt');
      }),
      await measure('inbox: receive', appends, (n) => store.inbox.receive('slack', `Ev${n}`, { n })),
      await measure('timers: claim one, fire it', Math.floor(appends / 4), async () => {
        const [fired] = await store.timers.claim('w', 1, 60_000);
        if (fired !== undefined)
          await store.events.append({
            stream: fired.stream,
            expectedVersion: 2,
            policy: 'bench',
            events: [{ type: 'reminded', by: 'assistant' }],
            fired,
          });
      }),
    ];
    await store.close();
    const started = performance.now();
    const { events } = await verifyFile({ file: dataFolder });
    return { figures, verifyMs: performance.now() - started, events };
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}
