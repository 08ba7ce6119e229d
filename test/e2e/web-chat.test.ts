import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFakeAssistant, type FakeAssistant, MARKUP } from '../fakes/assistant.ts';
import { startWebChannel } from '../fakes/web-channel.ts';
import { launchBrowser } from './browser.ts';
import { type ChatWindow, openChat, watch } from './chat-window.ts';

let browser: Browser;
let assistant: FakeAssistant;
let web: Awaited<ReturnType<typeof startWebChannel>>;
let chat: ChatWindow;

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

beforeEach(async () => {
  assistant = createFakeAssistant();
  web = await startWebChannel({ assistant });
  chat = await openChat(browser, web.url);
});
afterEach(async () => {
  await chat.context.close();
  await web.stop();
});

const said = (page: Page) => page.locator('.said-text').allTextContents();
const received = () => assistant.received.map(({ input }) => ('text' in input ? input.text : input.type));

describe('a conversation', () => {
  test('three questions are answered in order, and the page breaks no rule of its policy', async () => {
    for (const question of ['私物のUSBメモリ', '書類を持ち帰る', 'パスワード']) {
      await chat.ask(question);
      await chat.page.getByText(`「${question}」に関係する条文です。`).waitFor();
    }
    expect(received()).toEqual(['私物のUSBメモリ', '書類を持ち帰る', 'パスワード']);
    expect(new Set(assistant.received.map((one) => one.conversation)).size).toBe(1);
    expect(chat.faults).toEqual([]);
  });

  test('quotes are complete, marked, and lead to the clause', async () => {
    await chat.ask('私物のUSBメモリ');
    const quote = chat.page.locator('.quote.answer').first();
    await quote.waitFor();
    expect(await quote.locator('mark').allInnerTexts()).toEqual([
      '私物の外部記録媒体を',
      '、情報管理者の許可',
    ]);
    expect(await quote.locator('blockquote').first().textContent()).toContain('業務に使用してはならない。');
    await quote.getByText('ほぼ同じ内容の条文（1件）').click();
    await quote.getByText('職員は、私物の端末を庁内に持ち込んではならない。').waitFor();
    const opened = chat.context.waitForEvent('page');
    await quote.getByRole('link').first().click();
    const clause = await opened;
    await clause.getByRole('heading', { name: '外部記録媒体の取扱い' }).waitFor();
    expect(clause.url()).toContain('/clauses/2.7.1.vii%236');
  });

  test('markup in a question and in an answer is text', async () => {
    await chat.ask(MARKUP);
    await chat.settled();
    expect(await chat.page.locator('.said').textContent()).toContain(MARKUP);
    expect(await chat.page.locator('.quote.answer blockquote').first().textContent()).toContain(MARKUP);
    expect(await chat.page.locator('img, #app script').count()).toBe(0);
    expect(await chat.page.title()).toContain('質問窓口');
    expect(chat.faults).toEqual([]);
  });

  test('the emergency button is answered with whom to tell', async () => {
    await chat.press('緊急：紛失・漏えいの報告');
    await chat.page.getByText('まず、情報管理者に電話で知らせてください。', { exact: false }).waitFor();
    expect(await chat.page.locator('.card dd').allInnerTexts()).toContain('内線 1234');
    expect(received()).toEqual(['action']);
    // Whoever pressed the button with the keyboard goes on in the answer.
    expect(await chat.page.evaluate(() => document.activeElement?.className)).toBe('reply');
  });

  test('every button can be pressed, and every press is answered', async () => {
    const pressed = new Set<string>();
    for (;;) {
      const labels = await chat.page.getByRole('button', { disabled: false }).allInnerTexts();
      // The new conversation comes last, for it takes the other buttons away.
      const next = labels
        .filter((label) => !pressed.has(label))
        .sort((a) => (a === '新しい会話' ? 1 : -1))[0];
      if (next === undefined) break;
      pressed.add(next);
      await chat.page.getByLabel('質問', { exact: true }).fill(next === '送信' ? '様式' : '');
      for (const form of await chat.page.locator('form.form').all()) {
        await form.getByLabel('持ち出すもの').fill('名簿1部');
        await form.getByLabel('重要性分類').selectOption('A');
      }
      await chat.press(next);
      if (next !== '新しい会話' && next !== '元の会話に戻る') await chat.settled();
    }
    expect(pressed.size).toBeGreaterThanOrEqual(13);
    expect(received()).toContain('form');
    expect(assistant.received.find(({ input }) => input.type === 'form')?.input).toMatchObject({
      values: { what: '名簿1部', class: 'A', back: '', why: '' },
    });
    expect(chat.faults).toEqual([]);
  });

  test('a guided decision’s questions are answered by button, by checks and by a number; its verdict is told', async () => {
    const actions = () =>
      assistant.received.flatMap(({ input }) => ('action' in input ? [input.action] : []));
    await chat.ask('判定して');
    await chat.settled();
    const page = chat.page.locator('.turn').first();
    await page.getByRole('button', { name: /^紙の書類/u }).click();
    await chat.settled();
    await page.getByLabel('第2号').check();
    await page.getByRole('button', { name: '決定' }).click();
    await chat.settled();
    await page.getByRole('button', { name: 'どれにも当たらない' }).click();
    await chat.settled();
    await page.getByRole('spinbutton', { name: '何文字ですか？' }).fill('12');
    await page.getByRole('button', { name: '文字数を送る' }).click();
    await chat.settled();
    await page
      .getByText(/^ここまでの答え/u)
      .first()
      .click();
    await page.getByRole('button', { name: '「前の質問」を変更' }).first().click();
    await chat.settled();
    expect(actions()).toMatchObject([
      { facts: { kind: 'paper' } },
      { facts: { items: ['2'] } },
      { facts: { items: [] } },
      { facts: { length: 12 } },
      { step: 'change', fact: 'first' },
    ]);
    expect(await said(chat.page)).toEqual([
      '判定して',
      '紙の書類',
      '第2号',
      'どれにも当たらない',
      '12',
      '「前の質問」を変更',
    ]);
    const verdict = page.locator('.verdict');
    expect(await verdict.locator('p').first().innerText()).toBe('ポリシー上の判定です。');
    expect(await verdict.locator('.badge').allInnerTexts()).toEqual(['しなければならない', '望ましい']);
    const print = verdict.getByRole('link', { name: /印刷/u });
    expect(await print.getAttribute('href')).toBe(
      `/outcomes/test-flow?facts=${encodeURIComponent('{"kind":"paper","items":["1","2"]}')}`,
    );
    expect(await print.getAttribute('target')).toBe('_blank');
    expect(await page.locator('.reason-fact').first().textContent()).toContain(MARKUP);
    expect(await chat.page.locator('img, #app script').count()).toBe(0);
    expect(chat.faults).toEqual([]);
  });

  test('a refusal is shown, and can be tried again', async () => {
    await chat.ask('壊れて');
    await chat.page.getByText('プログラムの不具合で答えを作れませんでした。', { exact: false }).waitFor();
    await chat.press('もう一度送る');
    await chat.settled();
    expect(received()).toEqual(['壊れて', '壊れて']);
    await chat.ask('漏'.repeat(400_000));
    await chat.page.getByText('文章が長すぎて受け取れません。', { exact: false }).waitFor();
  });

  test('a slow answer is announced', async () => {
    let answerNow = () => {};
    const asked = new Promise<void>((resolve) => {
      answerNow = resolve;
    });
    await chat.page.route('**/api/messages', async (route) => {
      await asked;
      await route.continue();
    });
    await chat.ask('時間のかかる質問');
    const thinking = chat.page.getByText('考え中…');
    await thinking.waitFor();
    answerNow();
    await thinking.waitFor({ state: 'hidden' });
    await chat.settled();
  });
});

describe('the input field', () => {
  test('Enter sends, Shift+Enter begins a line, and the Enter that accepts a conversion does neither', async () => {
    const field = chat.page.getByLabel('質問', { exact: true });
    await field.fill('一行目');
    await chat.page.keyboard.press('Shift+Enter');
    await chat.page.keyboard.type('二行目');
    for (const ime of [{ isComposing: true }, { keyCode: 229 }]) {
      await field.evaluate((element, init) => {
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
        );
      }, ime);
    }
    expect(await field.inputValue()).toBe('一行目\n二行目');
    expect(await said(chat.page)).toEqual([]);
    await chat.page.keyboard.press('Enter');
    await chat.settled();
    expect(received()).toEqual(['一行目\n二行目']);
    expect(await field.inputValue()).toBe('');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('nothing but blanks is not sent', async () => {
    await chat.ask(' 　\t');
    await chat.press('送信');
    expect(await said(chat.page)).toEqual([]);
  });
});

describe('a reload', () => {
  test('keeps the conversation, and goes on in it', async () => {
    await chat.ask('最初の質問');
    await chat.settled();
    await chat.page.reload();
    await chat.page.getByText('「最初の質問」に関係する条文です。').waitFor();
    await chat.ask('次の質問');
    await chat.settled();
    expect(await said(chat.page)).toEqual(['最初の質問', '次の質問']);
    expect(new Set(assistant.received.map((one) => one.conversation)).size).toBe(1);
  });

  test('after a new conversation stays in the new one; the old one can be had back before', async () => {
    await chat.ask('最初の質問');
    await chat.settled();
    await chat.press('新しい会話');
    expect(await said(chat.page)).toEqual([]);
    await chat.press('元の会話に戻る');
    await chat.page.getByText('「最初の質問」に関係する条文です。').waitFor();
    await chat.press('新しい会話');
    await chat.page.reload();
    await chat.ask('別の質問');
    await chat.settled();
    expect(await said(chat.page)).toEqual(['別の質問']);
    expect(new Set(assistant.received.map((one) => one.conversation)).size).toBe(2);
  });
});

describe('two tabs', () => {
  test('do not mix', async () => {
    const other = watch(await chat.context.newPage());
    await other.page.goto(web.url);
    await chat.ask('一つめのタブ');
    await other.ask('二つめのタブ');
    await chat.settled();
    await other.settled();
    expect(await said(chat.page)).toEqual(['一つめのタブ']);
    expect(await said(other.page)).toEqual(['二つめのタブ']);
    expect(new Set(assistant.received.map((one) => one.conversation)).size).toBe(2);
  });

  test('do not mix where one was duplicated, storage and all', async () => {
    await chat.ask('一つめのタブ');
    await chat.settled();
    const opened = chat.context.waitForEvent('page');
    // A window opened by a page starts with a copy of its storage, as a duplicated tab does.
    await chat.page.evaluate(() => window.open('/'));
    const copy = watch(await opened);
    await copy.ask('二つめのタブ');
    await copy.settled();
    expect(await said(copy.page)).toEqual(['二つめのタブ']);
    expect(new Set(assistant.received.map((one) => one.conversation)).size).toBe(2);
    await copy.page.reload();
    await copy.page.getByText('「二つめのタブ」に関係する条文です。').waitFor();
  });
});

describe('a lost connection', () => {
  const lost = () => chat.page.getByText('接続が切れています。つなぎ直しています…');

  test('is shown, mends itself, and delivers in order and once what was typed meanwhile', async () => {
    await chat.ask('切れる前');
    await chat.settled();
    await web.stop();
    await lost().waitFor();
    await chat.ask('切れた後1');
    await chat.ask('切れた後2');
    expect(await chat.page.locator('.unsent').allInnerTexts()).toHaveLength(2);
    expect(await chat.page.locator('.unsent').first().textContent()).toContain('未送信');
    web = await startWebChannel({ assistant, port: web.port });
    await lost().waitFor({ state: 'hidden' });
    await chat.settled();
    expect(received()).toEqual(['切れる前', '切れた後1', '切れた後2']);
    expect(await said(chat.page)).toEqual(['切れる前', '切れた後1', '切れた後2']);
  });

  test('while an answer is on its way leads to one question and one answer', async () => {
    await chat.page.route(
      '**/api/messages',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await chat.ask('答えが届かない');
    await chat.settled();
    expect(received()).toEqual(['答えが届かない']);
    expect(await chat.page.getByText('「答えが届かない」に関係する条文です。').count()).toBe(1);
  });
});

describe('a narrow screen', () => {
  test('of 360 pixels needs no sideways scrolling, whatever is shown', async () => {
    const narrow = await openChat(browser, web.url, { width: 360, height: 740 });
    await narrow.ask(`${'x'.repeat(300)} ${'長'.repeat(300)}`);
    await narrow.settled();
    await narrow.ask('様式');
    await narrow.press('緊急：紛失・漏えいの報告');
    await narrow.settled();
    const overflow = () =>
      narrow.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const emergency = await narrow.page
      .getByRole('button', { name: '緊急：紛失・漏えいの報告' })
      .boundingBox();
    expect(emergency?.y).toBeLessThan(120);
    await narrow.page.goto(`${web.url}/clauses/2.7.1.vii%236`);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await narrow.context.close();
  });

  test('shows Japanese by the served font alone', async () => {
    await chat.page.evaluate(() => document.fonts.ready);
    const loaded = await chat.page.evaluate(() =>
      [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family),
    );
    expect(loaded.length).toBeGreaterThan(5);
  });
});
