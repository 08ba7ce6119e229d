import { onTestFinished } from 'vitest';
import type { Append, NewEvent } from '../../../bot/store/events/append.ts';
import { openStore, type Store, type StoreOptions } from '../../../bot/store/open-store.ts';
import type { NewMessage } from '../../../bot/store/queues/outbox.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A store in a folder of its own, closed with the test, and a clock that the test moves. */
export interface Story {
  readonly folder: string;
  readonly store: Store;
  readonly clock: { now: Date };
  /** Moves the clock; negative to put it back. */
  pass(ms: number): void;
  /** Closes the store and opens it again, as a restart does. */
  restart(): Promise<void>;
}

export async function story(options: Partial<StoreOptions> = {}): Promise<Story> {
  const folder = options.dataFolder ?? temporaryFolder();
  const clock = { now: new Date('2026-04-01T00:00:00.000Z') };
  const open = () => openStore({ now: () => clock.now, ...options, dataFolder: folder });
  const told = {
    folder,
    clock,
    store: await open(),
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    async restart() {
      await told.store.close();
      told.store = await open();
    },
  };
  onTestFinished(() => told.store.close());
  return told;
}

/** An event in one word. */
export const did = (type: string, event: Partial<NewEvent> = {}): NewEvent => ({
  type,
  by: 'p-001',
  ...event,
});

/** What is appended to a new stream, unless it says otherwise. */
export const to = (stream: string, asked: Partial<Append> = {}): Append => ({
  stream,
  expectedVersion: 0,
  policy: 'sendai-2024-04',
  events: [did('opened')],
  ...asked,
});

/** A message to somebody. */
export const message = (id: string, asked: Partial<NewMessage> = {}): NewMessage => ({
  id,
  to: 'p-002',
  channel: 'web',
  kind: 'card',
  payload: { text: id },
  ...asked,
});
