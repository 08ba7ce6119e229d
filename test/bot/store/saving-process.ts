import { writeSync } from 'node:fs';
import { openStore } from '../../../bot/store/open-store.ts';
import { StoreError } from '../../../bot/store/store-error.ts';

// A process of its own: `saving-process.ts FOLDER SAVES` opens the store, saves so often, and stays until it is killed.
// On standard output one line for each thing that happened, written before the next is begun.

const KEYS = 3;
/** A few pages each, so that a short stream passes through several checkpoints. */
const PADDING = '記録'.repeat(2000);

const say = (line: string) => writeSync(1, `${line}\n`);

const [folder = '', saves = '0'] = process.argv.slice(2);
try {
  const { conversations } = await openStore({ dataFolder: folder });
  say('open');
  for (let n = 0; n < Number(saves); n += 1) {
    const key = `conversation-${n % KEYS}`;
    const before = await conversations.load(key);
    await conversations.save(key, JSON.stringify({ n, PADDING }), before?.version ?? null);
    say(`saved ${key} ${n}`);
  }
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  say(`refused ${error.code}`);
}
