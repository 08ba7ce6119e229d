import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAssistant } from '../../bot/conversation/assistant.ts';
import { type Knowledge, loadKnowledge } from '../../bot/knowledge.ts';
import { newDataFolder } from '../data-folder.ts';
import { startWebChannel } from '../fakes/web-channel.ts';
import { launchBrowser } from './browser.ts';
import { type ChatWindow, openChat } from './chat-window.ts';

/** The whole way: a person's words in a real browser, the city's policy, and back. */

let browser: Browser;
let knowledge: Knowledge;
let dataFolder: string;
let web: Awaited<ReturnType<typeof startWebChannel>>;
let chat: ChatWindow;

beforeAll(async () => {
  dataFolder = await newDataFolder('sendai-chat');
  knowledge = await loadKnowledge(dataFolder);
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await rm(dataFolder, { recursive: true });
});

beforeEach(async () => {
  web = await startWebChannel({ assistant: createAssistant(knowledge) });
  chat = await openChat(browser, web.url);
});
afterEach(async () => {
  await chat.context.close();
  await web.stop();
});

/** The replies so far, one text each. */
const replies = () => chat.page.locator('.turn > .reply').allInnerTexts();
const ask = async (question: string): Promise<string> => {
  const before = (await replies()).length;
  await chat.ask(question);
  await chat.page.waitForFunction(
    (count) => document.querySelectorAll('.turn > .reply').length > count,
    before,
  );
  await chat.settled();
  return (await replies()).at(-1) ?? '';
};
const citations = () => chat.page.locator('.turn:last-child .quote.answer').getByRole('link').allInnerTexts();

describe('the policy of Sendai in the chat', () => {
  test('three questions get their clauses word for word, and the page breaks no rule of its policy', async () => {
    for (const [question, clause] of [
      ['離席するとき画面はどうする？', '2.3.4.i#11'],
      ['サーバの時刻合わせは必要？', '2.8.1#2'],
      ['2.7.1.vii#10', '2.7.1.vii#10'],
    ] as const) {
      const reply = await ask(question);
      expect(reply, question).toContain(knowledge.pack.policy.get(clause)?.body);
      expect((await citations())[0], question).toContain(knowledge.pack.policy.citation(clause));
    }
    expect(chat.faults).toEqual([]);
  });

  test('a citation leads to the page of its clause', async () => {
    await ask('2.7.1.vii#10');
    const opened = chat.context.waitForEvent('page');
    await chat.page.locator('.quote.answer').getByRole('link').first().click();
    const page = await opened;
    await page.waitForLoadState();
    expect(await page.locator('main').textContent()).toContain(
      knowledge.pack.policy.get('2.7.1.vii#10')?.body,
    );
  });

  test('a follow-up keeps the topic, and can be taken for a question of its own', async () => {
    await ask('USBで持ち出すには？');
    const followUp = await ask('紙なら？');
    expect(followUp).toContain('「USBで持ち出すには？」の続きとして調べました');
    expect(followUp).toContain(knowledge.pack.policy.get('2.3.4.i#7')?.body);
    expect(await ask('課長が休みのときは？')).toContain(knowledge.pack.policy.get('2.2.6#2')?.body);
    await ask('こんにちは');
    expect(await ask('紙なら？')).not.toContain('続きとして');
  });

  test('a question of several parts is answered part by part, and what is not covered is named', async () => {
    const reply = await ask('アクセスログの保存期間は？あと、年休の申請はどの画面ですか？');
    expect(reply).toContain('1．アクセスログの保存期間は？');
    expect(reply).toContain(knowledge.pack.policy.get('2.7.1.iv#2')?.body);
    expect(reply).toContain('2．年休の申請はどの画面ですか？');
    expect(reply).toContain('この質問に当たる定めが見つかりませんでした');
  });

  test('an open message gets one question back, whose choices are answered without another', async () => {
    expect(await ask('USB いい？')).toContain('どのことでしょうか');
    const choice = chat.page.locator('.turn:last-child').getByRole('button').first();
    const before = (await replies()).length;
    await choice.click();
    await chat.page.waitForFunction(
      (count) => document.querySelectorAll('.turn > .reply').length > count,
      before,
    );
    expect((await replies()).at(-1)).not.toContain('どのことでしょうか');
    expect(await citations()).not.toHaveLength(0);
  });

  test('a product is called by the policy’s name for it', async () => {
    const reply = await ask('ギガファイル便で資料を送ってもいい？');
    expect(reply).toContain(
      '「ギガファイル便」は「約款への同意のみにより利用可能となる外部サービス」に当たる',
    );
    expect(await chat.page.locator('.turn:last-child .quote.answer mark').count()).toBeGreaterThan(0);
  });
});
