import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startOidcDesk } from '../adapters/web/identity/oidc-desk.ts';
import { createFakeAssistant } from '../fakes/assistant.ts';
import { CHIEF, HEAD, STAFF } from '../fakes/people.ts';
import { startWebChannel } from '../fakes/web-channel.ts';
import { launchBrowser } from './browser.ts';
import { type ChatWindow, watch } from './chat-window.ts';

let browser: Browser;
let context: BrowserContext;
let chat: ChatWindow;

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 } });
  chat = watch(await context.newPage());
});
afterEach(() => context.close());

const link = (name: string) => chat.page.getByRole('link', { name, exact: true });
const button = (name: string | RegExp) => chat.page.getByRole('button', { name });
const name = () => chat.page.locator('.signed-in-name').textContent();

describe('with a provider', () => {
  let desk: Awaited<ReturnType<typeof startOidcDesk>>;
  beforeEach(async () => {
    desk = await startOidcDesk();
  });
  afterEach(() => desk.stop());

  async function typeName(login: string) {
    await chat.page.getByLabel('名前').fill(login);
    await button('続ける').click();
    await chat.page.waitForURL(`${desk.url}/**`);
    // On the way back there is a page between: signed in is who is called by name.
    await chat.page.locator('.signed-in-name').waitFor();
  }

  test('a person signs in, asks, and signs out, here and there', async () => {
    await chat.page.goto(desk.url);
    await chat.page.getByLabel('質問', { exact: true }).fill('書きかけの質問');
    await link('サインイン').click();
    await typeName(HEAD.id);
    expect(await name()).toBe(`${HEAD.post} ${HEAD.name}`);
    // What was typed before is still there.
    expect(await chat.page.getByLabel('質問', { exact: true }).inputValue()).toBe('書きかけの質問');
    await chat.page.keyboard.press('Enter');
    await chat.settled();
    expect(desk.assistant.received.at(-1)).toMatchObject({
      person: HEAD.id,
      input: { text: '書きかけの質問' },
    });

    await button('サインアウト').click();
    await button('サインアウトする').click();
    await chat.page.waitForURL(`${desk.url}/signed-out`);
    await link('もう一度サインインする').click();
    // The provider’s session has ended too: it asks again.
    await chat.page.getByLabel('名前').waitFor();
    await typeName(CHIEF.id);
    expect(await name()).toBe(`${CHIEF.post} ${CHIEF.name}`);
    // Nothing of the first person’s conversation is left for the second.
    expect(await chat.page.getByText('書きかけの質問').count()).toBe(0);
    expect(chat.faults).toEqual([]);
  });

  test('who gives up at the provider is told so, and can try again', async () => {
    await chat.page.goto(`${desk.url}/sign-in`);
    await button('やめる').click();
    await chat.page.getByRole('heading', { name: 'サインインを取りやめました' }).waitFor();
    await link('もう一度サインインする').click();
    await typeName(HEAD.id);
    expect(await name()).toContain(HEAD.name);
  });

  test('a session that has ended loses nothing that was typed', async () => {
    await chat.page.goto(`${desk.url}/sign-in`);
    await typeName(HEAD.id);
    desk.clock.ahead = 2 * 60 * 60_000;
    await chat.ask('一時間より後の質問');
    await chat.page.getByText('まだ受け付けていません', { exact: false }).waitFor();
    expect(desk.assistant.received).toEqual([]);
    await link('サインインする').click();
    // The provider still knows the person, and sends them straight back.
    await chat.page.waitForURL(`${desk.url}/`);
    expect(await name()).toContain(HEAD.name);
    await button('もう一度送る').click();
    await chat.settled();
    expect(desk.assistant.received).toMatchObject([
      { person: HEAD.id, input: { text: '一時間より後の質問' } },
    ]);
  });

  test('a second tab as another person does not speak for the first', async () => {
    await chat.page.goto(`${desk.url}/sign-in`);
    await typeName(HEAD.id);
    await context.clearCookies({ name: 'session' });
    await context.clearCookies({ name: 'op-session' });
    const first = chat;
    chat = watch(await context.newPage());
    await chat.page.goto(`${desk.url}/sign-in`);
    await typeName(STAFF.id);
    await first.ask('防災課長としての質問');
    await first.page.getByText('サインインの状態が変わりました', { exact: false }).waitFor();
    expect(desk.assistant.received).toEqual([]);
  });

  test('a page of the server’s leads back to itself', async () => {
    await chat.page.goto(`${desk.url}/clauses/2.7.1.vii%236`);
    await link('サインイン').click();
    await typeName(HEAD.id);
    expect(chat.page.url()).toBe(`${desk.url}/clauses/2.7.1.vii%236`);
    expect(await name()).toContain(HEAD.name);
  });
});

describe('in the demo', () => {
  test('a person is picked from the list, without a script, and signs out', async () => {
    const desk = await startWebChannel({ assistant: createFakeAssistant() });
    await chat.page.goto(desk.url);
    await chat.page.locator('.demo-mark').waitFor();
    await link('サインイン').click();
    await chat.page.getByLabel('所属・職・氏名で絞り込む').fill('防災 係長');
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('1人', { exact: true }).waitFor();
    await button(new RegExp(CHIEF.name)).click();
    await chat.page.waitForURL(`${desk.url}/`);
    expect(await name()).toBe(`${CHIEF.post} ${CHIEF.name}`);
    await chat.ask('質問');
    await chat.settled();
    await button('サインアウト').click();
    await chat.page.waitForURL(`${desk.url}/signed-out`);
    expect(await chat.page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(await context.cookies()).toEqual([]);
    expect(chat.faults).toEqual([]);
    await desk.stop();
  });
});
