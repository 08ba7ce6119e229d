import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../bot/messages/model.ts';
import { killAll } from '../e2e/program.ts';
import { sendaiFlows } from '../knowledge/rules/sendai-flows.ts';
import { buttonsIn } from './buttons.ts';
import { runScript } from './run-script.ts';
import { readScript } from './script.ts';
import { WebScriptChannel } from './web-script-channel.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

let web: WebScriptChannel;
beforeAll(async () => {
  web = await WebScriptChannel.start();
}, 60_000);
afterAll(async () => {
  await web.stop();
  await killAll();
});

describe('whole conversations over the web chat', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(5));

  it.each(files)('%s', { timeout: 180_000 }, async (file) => {
    const script = readScript(new URL(file, folder));
    // Who is killed in the middle has a process of its own.
    const restarts = script.steps.some(({ restart }) => restart);
    const channel = restarts ? await WebScriptChannel.start() : web.another();
    try {
      await runScript(script, channel);
    } finally {
      if (restarts) await channel.stop();
    }
  });
});

describe('every guided decision over the web chat', async () => {
  const walk = async (title: string, choose: 'first' | 'last'): Promise<readonly Message[]> => {
    const channel = web.another();
    await channel.say('判定一覧');
    for (let messages = await channel.press(title); ; ) {
      const question = messages.findLast((message) => message.type === 'question');
      if (question?.type !== 'question') return messages;
      const { input } = question;
      switch (input.kind) {
        case 'choices':
          messages = await channel.press(input.choices.at(choose === 'first' ? 0 : -1)?.label ?? '');
          break;
        case 'checks':
          messages = await channel.check(choose === 'first' ? [] : input.checks.map(({ label }) => label));
          break;
        case 'number':
          messages = await channel.number(choose === 'first' ? input.least : input.greatest);
      }
    }
  };

  it.each((await sendaiFlows()).map(({ title }) => title))(
    '「%s」 ends in a cited verdict',
    async (title) => {
      for (const choose of ['first', 'last'] as const) {
        const messages = await walk(title, choose);
        const verdict = messages.findLast((message) => message.type === 'verdict');
        expect(verdict?.reasons.length).toBeGreaterThan(0);
        expect(verdict?.reasons.every(({ citations }) => citations.length > 0)).toBe(true);
        expect(messages.some(({ type }) => type === 'quote')).toBe(true);
        expect(messages.flatMap(buttonsIn).length).toBeGreaterThan(0);
      }
    },
  );
});
