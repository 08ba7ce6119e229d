import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDataFolder } from '../data-folder.ts';
import { launchBrowser } from './browser.ts';
import { type ChatWindow, openChat } from './chat-window.ts';
import { killAll, Program } from './program.ts';

// A guided decision in a real browser against the real program, which is killed in the middle.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let browser: Browser;
let dataFolder: string;
let program: Program;
let url: string;

beforeAll(async () => {
  dataFolder = await newDataFolder('guided');
  browser = await launchBrowser();
  program = Program.bare(ROOT, { PORT: '0', DATA_DIR: dataFolder });
  url = await program.address();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await killAll();
  await rm(dataFolder, { recursive: true, force: true });
});

/** What was said last, with its answer. */
const last = (chat: ChatWindow) => chat.page.locator('.turn').last();
const asked = async (chat: ChatWindow) => (await last(chat).locator('.question h3').innerText()).trim();
const answeredSoFar = (chat: ChatWindow) => last(chat).locator('.answers .answer-value').allTextContents();

/** Presses an answer of the last question by the beginning of its label, and waits for what comes of it. */
async function choose(chat: ChatWindow, label: string): Promise<void> {
  const turns = await chat.page.locator('.turn').count();
  await last(chat)
    .getByRole('button', { name: new RegExp(`^${label}`, 'u') })
    .first()
    .click();
  await chat.page.waitForFunction((count) => document.querySelectorAll('.turn').length > count, turns);
  await chat.settled();
}

async function type(chat: ChatWindow, words: string): Promise<void> {
  const turns = await chat.page.locator('.turn').count();
  await chat.ask(words);
  await chat.page.waitForFunction((count) => document.querySelectorAll('.turn').length > count, turns);
  await chat.settled();
}

describe('the decision on an email', () => {
  test('to its verdict, with a correction, a why, a side question, a reload, a kill and a restart', {
    timeout: 120_000,
  }, async () => {
    const chat = await openChat(browser, url);
    await type(chat, '添付ファイルをメールで送っていい？');
    expect(await asked(chat)).toBe('その相手に送ることは、業務に必要ですか？');
    await choose(chat, 'はい（業務に必要）');
    expect(await asked(chat)).toContain('重要性分類はどれですか');

    // Why: the clause, and the same question again.
    await choose(chat, 'なぜ聞くの？');
    expect(await last(chat).locator('.quote').count()).toBe(1);
    expect(await asked(chat)).toContain('重要性分類はどれですか');

    // Found out together: the other decision inside, and back with its result.
    await choose(chat, '分からない（一緒に確かめる）');
    await last(chat).getByLabel('第5号').check();
    await choose(chat, '決定');
    await type(chat, 'いいえ');
    await type(chat, '決めていない');
    expect(await last(chat).innerText()).toContain('「重要性分類」は「重要性分類Ⅱ」と分かりました。');
    expect(await asked(chat)).toContain('個人情報');

    // A side question is answered, and the same question follows.
    await type(chat, '離席するとき画面はどうする？');
    expect(await last(chat).locator('.quote').count()).toBeGreaterThan(0);
    expect(await asked(chat)).toContain('個人情報');

    // A reload: the conversation is there, its buttons work.
    await chat.page.reload();
    await last(chat).locator('.question').waitFor();
    await choose(chat, 'いいえ（入っていない）');
    expect(await asked(chat)).toContain('どのアドレス');

    // The process is killed and started again: the page finds it by itself and goes on.
    program.signal('SIGKILL');
    await program.ended();
    await chat.page.getByText('接続が切れています', { exact: false }).waitFor();
    program = Program.bare(ROOT, { PORT: new URL(url).port, DATA_DIR: dataFolder });
    await program.address();
    await chat.page.getByText('接続が切れています', { exact: false }).waitFor({ state: 'hidden' });
    await choose(chat, '市のアドレス');
    expect(await answeredSoFar(chat)).toEqual([
      'はい（添付する）',
      'はい（業務に必要）',
      '重要性分類Ⅱ',
      'いいえ（入っていない）',
      '市のアドレス',
    ]);
    await type(chat, '外の業者あて');
    await type(chat, '一人だけ');

    const verdict = last(chat).locator('.verdict');
    expect(await verdict.locator('.verdict-label').innerText()).toContain('許可が必要');
    const approval = await verdict.innerText();
    expect(approval).toContain('情報管理者（所属の課の長）の許可を得てください。');
    expect(approval).toContain('しなければならない');
    expect(approval).toContain('望ましい・努める');
    expect(approval).toContain(
      '情報セキュリティポリシー上の判定です。個人情報保護法・番号法等（第２章（９））は別に確認してください。',
    );

    // A correction: personal data after all.
    await verdict.getByText(/^ここまでの答え/u).click();
    await choose(chat, '「個人情報」を変更');
    expect(await last(chat).locator('.chosen').innerText()).toBe('今の答え');
    await choose(chat, 'はい（入っている）');
    const refused = last(chat).locator('.verdict');
    expect(await refused.locator('.verdict-label').innerText()).toContain('不可');
    // The laws beside it come first now.
    expect(await refused.locator('p').first().innerText()).toContain('個人情報保護法');
    expect(await last(chat).locator('.quote .citation').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('第２章（７）①（ⅶ）7項目め')]),
    );
    const print = await refused.getByRole('link', { name: /印刷/u }).getAttribute('href');
    const facts = JSON.parse(new URL(print ?? '', url).searchParams.get('facts') ?? '{}');
    expect(facts).toMatchObject({ article7Personal: true });
    const printed = await chat.page.request.get(new URL(print ?? '', url).href);
    expect(printed.status()).toBe(200);
    expect(await printed.text()).toContain('<p class="outcome-label">不可</p>');

    // And back: what was answered before still holds.
    await choose(chat, '「個人情報」を「いいえ（入っていない）」');
    expect(await last(chat).locator('.verdict-label').innerText()).toContain('許可が必要');
    expect(chat.faults.filter((fault) => !/ERR_|Failed to load/u.test(fault))).toEqual([]);
    await chat.context.close();
  });

  test('with the keyboard alone, on a narrow screen without sideways scrolling', async () => {
    const chat = await openChat(browser, url, { width: 390, height: 844 });
    await type(chat, '判定一覧');
    await choose(chat, 'この情報の重要性分類は？');
    const check = last(chat).getByLabel('第2号（個人情報）');
    await check.focus();
    await chat.page.keyboard.press('Space');
    expect(await check.isChecked()).toBe(true);
    await last(chat).getByRole('button', { name: '決定' }).focus();
    await chat.page.keyboard.press('Enter');
    await chat.page.waitForFunction(() => document.querySelectorAll('.turn').length === 3);
    await chat.settled();
    await type(chat, 'いいえ');
    expect(await last(chat).locator('.verdict-label').innerText()).toContain('重要性分類Ⅰ');
    // The question and the verdict are named for who only hears them.
    expect(await chat.page.getByRole('region', { name: /情報公開条例第7条/u }).count()).toBe(1);
    expect(await chat.page.getByRole('article', { name: /この情報の重要性分類は？/u }).count()).toBe(1);
    const overflow = () => chat.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(chat.faults).toEqual([]);
    await chat.context.close();
  });
});

describe('a password that was typed', () => {
  const SECRET = 'Kyou-no-Ame7!x';

  test('is gone from the page, from what the tab keeps and from the disk', async () => {
    const chat = await openChat(browser, url);
    await type(chat, `この暗号化パスワード「${SECRET}」で足りる？`);
    expect(await last(chat).locator('.said-text').innerText()).toBe('（伏せました）');
    await type(chat, SECRET);
    await last(chat).locator('form.number input').fill('14');
    await choose(chat, '決定');
    await type(chat, '4');
    expect(await last(chat).locator('.verdict-label').innerText()).toContain('可');
    const kept = () => chat.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    expect(await chat.page.content()).not.toContain(SECRET);
    expect(await kept()).not.toContain(SECRET);
    await chat.page.reload();
    await last(chat).locator('.verdict').waitFor();
    expect(await chat.page.content()).not.toContain(SECRET);
    for (const file of await readdir(dataFolder)) {
      if (!file.startsWith('assistant')) continue;
      expect((await readFile(join(dataFolder, file))).includes(SECRET)).toBe(false);
    }
    await chat.context.close();
  });
});

describe('a data folder that is taken', () => {
  test('stops a second start with what to do', async () => {
    const second = Program.bare(ROOT, { PORT: '0', DATA_DIR: dataFolder });
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toContain('動作中の別のアシスタントが使っています');
    expect(second.stderr).toContain('[STORE_LOCKED]');
    expect(second.stderr).not.toMatch(/^ +at /mu);
  });
});
