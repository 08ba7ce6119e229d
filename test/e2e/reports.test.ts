import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Visitor } from '../fakes/visitor.ts';
import { launchBrowser } from './browser.ts';
import { type ChatWindow, openChat } from './chat-window.ts';
import { killAll, Program } from './program.ts';

// A report in a real browser against the real program: from the first page to the alert in three taps.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Pictures for whoever wants to look: SCREENSHOTS=FOLDER. */
const PICTURES = process.env.SCREENSHOTS;

let browser: Browser;
let dataFolder: string;
let url: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'reports-'));
  browser = await launchBrowser();
  url = await Program.bare(ROOT, { PORT: '0', DATA_DIR: dataFolder }).address();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await killAll();
  await rm(dataFolder, { recursive: true, force: true });
});

/** A window of somebody who is signed in. */
async function chatOf(person: string, size: { width: number; height: number }): Promise<ChatWindow> {
  const visitor = new Visitor();
  const token = /name="token" value="([^"]+)"/u.exec((await visitor.get(`${url}/sign-in`)).text)?.[1] ?? '';
  await visitor.post(`${url}/sign-in`, { person, token, return: '/' });
  const chat = await openChat(browser, url, size);
  await chat.context.addCookies([...visitor.jar(url)].map(([name, value]) => ({ name, value, url })));
  await chat.page.goto(url);
  await chat.page.getByRole('log').locator('p').first().waitFor();
  return chat;
}

/** Whether all of it can be seen without scrolling: between the header and the field for words. */
async function isInView(choice: Locator): Promise<boolean> {
  return choice.evaluate((button) => {
    const { top, bottom } = button.getBoundingClientRect();
    const above = document.querySelector('.page-top')?.getBoundingClientRect().bottom ?? 0;
    const below = document.querySelector('.composer')?.getBoundingClientRect().top ?? window.innerHeight;
    return top >= above && bottom <= below;
  });
}

async function picture(chat: ChatWindow, name: string): Promise<void> {
  if (PICTURES !== undefined) await chat.page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

describe.each([
  ['phone', 'keiyaku-s1', '022-000-0035（名簿の自分の番号）', { width: 390, height: 844 }],
  ['desktop', 'koho-s1', '022-000-0019（名簿の自分の番号）', { width: 1280, height: 900 }],
] as const)('a lost ID card on a %s', (name, person, phone, size) => {
  test('is told to both managers in three taps from the first page', { timeout: 60_000 }, async () => {
    const chat = await chatOf(person, size);
    const taps = ['職員証（IDカード）をなくした・盗まれた', '今さっき', phone];
    await picture(chat, `${name}-0-welcome`);
    for (const [i, label] of taps.entries()) {
      const choice = chat.page.getByRole('button', { name: label, exact: true }).last();
      // The way in may take a look around; once a report has begun, each next answer is there to be pressed.
      if (i > 0) expect(await isInView(choice), label).toBe(true);
      await chat.press(label);
      await chat.settled();
      await picture(chat, `${name}-${i + 1}`);
    }
    const log = chat.page.getByRole('log');
    await expect.poll(() => log.innerText()).toContain('報告を受け付け、記録しました');
    expect(await log.innerText()).toMatch(/システム管理者.*（.+）に知らせました/u);
    expect(await log.innerText()).toMatch(/情報管理者（.+）に知らせました/u);
    // Nothing is wider than the screen.
    const wide = await chat.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await chat.page
      .getByRole('button', { name: 'まだ分からない', exact: true })
      .last()
      .scrollIntoViewIfNeeded();
    await picture(chat, `${name}-4-after`);
    expect(chat.faults).toEqual([]);
    await chat.context.close();
  });

  test('told in words, shows whom to ring and the first question', { timeout: 60_000 }, async () => {
    const chat = await chatOf(person, size);
    await chat.ask('職員証落としたかも');
    await chat.settled();
    await picture(chat, `${name}-5-words`);
    const question = chat.page.getByRole('heading', { name: 'いつ気づきましたか？' });
    await expect.poll(() => question.isVisible()).toBe(true);
    expect(await chat.page.getByRole('log').innerText()).toMatch(/022-000-\d{4}/u);
    await chat.context.close();
  });
});
