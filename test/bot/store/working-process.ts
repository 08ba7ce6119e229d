import { appendFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../bot/store/open-store.ts';

// A process of its own: `working-process.ts FOLDER ROUNDS` does so many rounds of all that a store is for: events with a
// message and a timer, something received and worked, messages sent, timers fired. Each round continues where the process
// before it was killed. On standard output one line for what is durable, written before the next thing is begun; what is
// sent goes to `sent.txt` before the store is told of it, as it would to another machine.

const LEASE = 60_000;
const KINDS = 3;

const say = (line: string) => writeSync(1, `${line}\n`);

const [folder = '', rounds = '0'] = process.argv.slice(2);
const store = await openStore({ dataFolder: folder });
const { events, inbox, outbox, timers } = store;

async function send(): Promise<number> {
  const claimed = await outbox.claim('w', 2, LEASE);
  for (const message of claimed) {
    const { id, orderKey, resend } = message;
    appendFileSync(join(folder, 'sent.txt'), `${JSON.stringify({ id, orderKey, resend })}\n`);
    await outbox.delivered(message, 'receipt');
    say(`delivered ${id}`);
  }
  return claimed.length;
}

async function fire(): Promise<number> {
  const claimed = await timers.claim('w', 2, LEASE);
  for (const fired of claimed) {
    const expectedVersion = (await events.load(fired.stream)).length;
    const event = { type: 'fired', by: 'assistant', data: { key: fired.key } };
    await events.append({ stream: fired.stream, expectedVersion, policy: 'p', events: [event], fired });
  }
  return claimed.length;
}

async function work(): Promise<number> {
  const claimed = await inbox.claim('w', 2, LEASE);
  for (const delivery of claimed) {
    const event = { type: 'worked', by: 'p-001', data: { id: delivery.id } };
    const stream = `received/${delivery.id}`;
    await events.append({ stream, expectedVersion: 0, policy: 'p', events: [event], inbox: delivery });
  }
  return claimed.length;
}

say('open');
const before = (await events.streams({ prefix: 'case/' })).reduce((sum, { version }) => sum + version, 0);
for (let n = before; n < before + Number(rounds); n += 1) {
  const stream = `case/${n % KINDS}`;
  const loaded = await events.load(stream);
  const id = `m-${n}-${process.pid}`;
  await events.append({
    stream,
    expectedVersion: loaded.length,
    policy: 'p',
    events: [{ type: 'noted', by: 'p-001', data: { id }, personal: { text: `文章 ${id}` } }],
    messages: [{ id, to: 'p-002', channel: 'web', kind: 'card', payload: { id }, orderKey: stream }],
    timers: [{ key: id, kind: 'remind', at: new Date() }],
  });
  say(`appended ${stream} ${id}`);
  await inbox.receive('slack', `Ev-${id}`, { id });
  say(`received Ev-${id}`);
  await send();
  await fire();
  await work();
}
if (rounds === '0') {
  while ((await send()) + (await fire()) + (await work()) > 0);
  await store.close();
  say('drained');
}
