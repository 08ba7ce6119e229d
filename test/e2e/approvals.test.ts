import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sent } from '../../adapters/web/wire.ts';
import { REQUESTS } from '../../bot/messages/request-wording.ts';
import { newDataFolder } from '../data-folder.ts';
import { Visitor } from '../fakes/visitor.ts';
import { launchBrowser } from './browser.ts';
import { type ChatWindow, openChat } from './chat-window.ts';
import { killAll, Program } from './program.ts';

// Approvals in a real browser against the real program: what each person sees and may do, and what nobody else does.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** 契約課, whose people the sample records as present. */
const [ASKER, HEAD, DEPUTY, OUTSIDER] = ['keiyaku-s1', 'keiyaku-head', 'keiyaku-c1', 'kenko-somu-head'];
/** Pictures for whoever wants to look: SCREENSHOTS=FOLDER. */
const PICTURES = process.env.SCREENSHOTS;
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser: Browser;
let dataFolder: string;
let url: string;
/** Everything that the pages of this file have sent, as it went over the wire. */
const sent: Sent[] = [];

beforeAll(async () => {
  dataFolder = await newDataFolder('approvals');
  browser = await launchBrowser();
  url = await Program.bare(ROOT, { PORT: '0', DATA_DIR: dataFolder }).address();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await killAll();
  await rm(dataFolder, { recursive: true, force: true });
});

async function signedIn(person: string): Promise<Visitor> {
  const visitor = new Visitor();
  const token = /name="token" value="([^"]+)"/u.exec((await visitor.get(`${url}/sign-in`)).text)?.[1] ?? '';
  await visitor.post(`${url}/sign-in`, { person, token, return: '/' });
  return visitor;
}

async function chatOf(person: string, path = '/', size = DESKTOP): Promise<ChatWindow> {
  const cookies = [...(await signedIn(person)).jar(url)].map(([name, value]) => ({ name, value, url }));
  return open(cookies, path, size);
}

async function open(
  cookies: { name: string; value: string; url: string }[],
  path: string,
  size: { width: number; height: number },
): Promise<ChatWindow> {
  const chat = await openChat(browser, url, size);
  await chat.context.addCookies(cookies);
  chat.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/messages'))
      sent.push(JSON.parse(request.postData() ?? '{}'));
  });
  await chat.page.goto(`${url}${path}`);
  await chat.page.getByRole('log').locator('p').first().waitFor();
  return chat;
}

const last = (chat: ChatWindow) => chat.page.locator('.turn').last();

/** Does something, and waits for the answer. */
async function after(chat: ChatWindow, act: () => Promise<void>): Promise<string> {
  const turns = await chat.page.locator('.turn').count();
  await act();
  await chat.page.waitForFunction((count) => document.querySelectorAll('.turn').length > count, turns);
  await chat.settled();
  return last(chat).innerText();
}

const press = (chat: ChatWindow, label: string | RegExp) =>
  after(chat, () => last(chat).getByRole('button', { name: label }).first().click());
const menu = (chat: ChatWindow, label: string | RegExp) =>
  after(chat, () => chat.page.locator('header').getByRole('button', { name: label }).click());

async function submit(chat: ChatWindow, values: Record<string, string>, button: string): Promise<string> {
  for (const [label, value] of Object.entries(values))
    await last(chat)
      .getByLabel(new RegExp(`^${label}`, 'u'))
      .fill(value);
  return press(chat, button);
}

const day = (ahead: number) =>
  new Date(Date.now() + 9 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);
const period = () => ({ いつから: day(0), いつまで: day(3), 返却日: day(3) });

async function picture(chat: ChatWindow, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  for (const [size, of] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    await chat.page.setViewportSize(of);
    await last(chat).screenshot({ path: join(PICTURES, `${name}-${size}.png`) });
  }
  await chat.page.setViewportSize(DESKTOP);
}

/** From the question to the form, by buttons. */
async function toForm(chat: ChatWindow): Promise<void> {
  await after(chat, () => chat.ask('判定一覧'));
  await press(chat, /持ち出/u);
  await press(chat, /^機器/u);
  await press(chat, /^いいえ（入っていない）/u);
  await press(chat, /^いいえ（紙など）/u);
  await press(chat, REQUESTS.apply);
}

async function file(chat: ChatWindow, what: string, why = '現地調査のため'): Promise<string> {
  await toForm(chat);
  const said = await submit(chat, { 件名: what, 理由: why, ...period() }, REQUESTS.send);
  const number = /申請番号は ([0-9A-Z]{4}-[0-9A-Z]{4}) です/u.exec(said)?.[1];
  if (number === undefined) throw new Error(said);
  return number;
}

const WRITTEN = `=HYPERLINK("http://evil.example") <img src=x onerror=alert(1)> \u202Egnp.exe ${'長'.repeat(9_900)}終`;

test('an application from its form to its renewal, and nothing of it for anybody else', {
  timeout: 240_000,
}, async () => {
  const asker = await chatOf(ASKER);
  await toForm(asker);
  await picture(asker, 'form');
  const number = await file(asker, '現地調査のためノートパソコンを持ち出す', WRITTEN);
  await picture(asker, 'filed');

  // The manager: told by the badge, reads all of it as text, sends it back, then permits with a condition.
  const head = await chatOf(HEAD);
  await head.page.getByRole('button', { name: 'お知らせ 1件' }).waitFor();
  // With all its buttons the header still leaves the room to the conversation.
  const height = await head.page.locator('.page-header').evaluate((header) => header.clientHeight);
  expect(height).toBeLessThanOrEqual(150);
  expect(await menu(head, /^お知らせ/u)).toContain(`申請 ${number} があなたの承認を待っています`);
  const card = await press(head, `申請 ${number} を見る`);
  expect(card).toContain('<img src=x onerror=alert(1)>');
  expect(card).toContain('=HYPERLINK("http://evil.example")');
  expect((await last(head).textContent())?.replaceAll(/[\u2068\u2069]/gu, '')).toContain(WRITTEN);
  expect(await last(head).locator('.reply img').count()).toBe(0);
  await press(head, '差し戻す');
  await submit(head, { 理由: '行き先を書いてください' }, '記録する');

  await asker.page.getByRole('button', { name: 'お知らせ 1件' }).waitFor();
  expect(await menu(asker, /^お知らせ/u)).toContain(`申請 ${number} は「差戻し」となりました。`);
  expect(await press(asker, `申請 ${number} を見る`)).toContain('行き先を書いてください');
  await press(asker, REQUESTS.buttons.again);
  await picture(asker, 'again');
  // What was written stands in the form, to be put right.
  expect(await last(asker).getByLabel(/^件名/u).inputValue()).toBe('現地調査のためノートパソコンを持ち出す');
  expect(
    await last(asker)
      .getByLabel(/^返却日/u)
      .inputValue(),
  ).toBe(day(3));
  await submit(asker, { 件名: '市役所から泉区へ持ち出す', 理由: '現地調査', ...period() }, REQUESTS.send);

  await menu(head, '承認待ち');
  await picture(head, 'waiting');
  expect(await press(head, `申請 ${number} を見る`)).toContain('市役所から泉区へ持ち出す');
  await picture(head, 'to-decide');
  await press(head, REQUESTS.buttons.conditions);
  await picture(head, 'conditions');
  await submit(head, { 条件: '持ち歩くときは必ず二人で' }, '記録する');
  await asker.page.getByRole('button', { name: 'お知らせ 1件' }).waitFor();
  expect(await menu(asker, /^お知らせ/u)).toContain(`申請 ${number} は「条件付き許可」となりました。`);
  await picture(asker, 'notices');
  expect(await menu(asker, '申請状況')).toContain('条件付き許可：この許可は');
  expect(await press(asker, `申請 ${number} を見る`)).toContain('持ち歩くときは必ず二人で');
  await picture(asker, 'approved');

  // Renewed while the manager is away: a deputy decides, marked as such, and the manager sees it afterwards.
  await press(asker, REQUESTS.buttons.renew);
  await after(head, () => head.ask('不在登録'));
  await picture(head, 'absence');
  expect(await submit(head, { いつから: day(0), いつまで: day(0) }, '登録する')).toContain('不在として登録');
  const renewed = /申請番号は (\S+) です/u.exec(
    await submit(asker, { 件名: '続けて持ち出す', 理由: '調査の続き', ...period() }, REQUESTS.send),
  )?.[1];
  const deputy = await chatOf(DEPUTY, `/requests/${renewed}`);
  await deputy.settled();
  await press(deputy, REQUESTS.buttons.approve);
  await picture(deputy, 'deputy');
  expect(await last(deputy).innerText()).toContain('許可（代理・後閲待ち）');
  await after(head, () => head.ask('不在登録'));
  await press(head, '不在の登録を取り消す');
  expect(await menu(head, '承認待ち')).toContain('後閲を待っているものが1件');
  expect(await press(head, `申請 ${renewed} を見る`)).toContain('（代理）');
  await picture(head, 'counter-sign');
  await press(head, REQUESTS.buttons.counterSign);
  await menu(asker, '申請状況');
  expect(await press(asker, `申請 ${renewed} を見る`)).toContain('に後閲');
  await picture(asker, 'deputised');

  // Withdrawn.
  const withdrawn = await file(asker, '取り下げる申請');
  await menu(asker, '申請状況');
  await press(asker, `申請 ${withdrawn} を見る`);
  expect(await press(asker, REQUESTS.buttons.withdraw)).toContain('取り下げました');
  await menu(asker, '申請状況');
  await picture(asker, 'mine');
  for (const { faults } of [asker, head, deputy]) expect(faults).toEqual([]);

  await outsiderSeesNothing([number, String(renewed), withdrawn]);
});

test('who decides or withdraws is seen on the others’ open pages, without a press', {
  timeout: 120_000,
}, async () => {
  const asker = await chatOf(ASKER);
  const number = await file(asker, '開いたままの画面');
  await menu(asker, '申請状況');
  await press(asker, `申請 ${number} を見る`);
  const copies = asker.page.locator('article.card', { hasText: `申請 ${number}（` });
  const withdraw = asker.page.getByRole('button', { name: REQUESTS.buttons.withdraw });
  expect(await withdraw.count()).toBe(1);
  const before = await copies.count();
  // Meanwhile they are writing something else.
  await toForm(asker);
  const subject = last(asker).getByLabel(/^件名/u);
  await subject.fill('書きかけの件名');
  // The page has come to rest when it has not moved for two frames.
  await asker.page.waitForFunction(
    () =>
      new Promise((resolve) => {
        const at = window.scrollY;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(at === window.scrollY)));
      }),
  );
  const place = async () => (await subject.boundingBox())?.y ?? Number.NaN;
  const stood = await place();

  const head = await chatOf(HEAD, `/?request=${number}`);
  await head.settled();
  await press(head, REQUESTS.buttons.approve);
  await asker.page.waitForFunction(
    ([sought, count]) =>
      [...document.querySelectorAll('article.card')].filter(
        ({ textContent }) =>
          textContent?.includes(String(sought)) && /契約課長が.+に「許可」/u.test(textContent),
      ).length === count,
    [number, before] as const,
  );
  expect(await withdraw.count()).toBe(0);
  await picture(asker, 'decided-elsewhere');
  // What was being written is there, and so are the cursor and the place on the screen.
  expect(await subject.inputValue()).toBe('書きかけの件名');
  expect(await subject.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(Math.abs((await place()) - stood)).toBeLessThan(2);
  // The manager's own page: the card that was pressed offers nothing to decide any more.
  await head.page.getByRole('button', { name: REQUESTS.buttons.approve }).waitFor({ state: 'detached' });
  // It was kept as it stands now.
  await asker.page.reload();
  await asker.page
    .getByText(/契約課長が.+に「許可」/u)
    .first()
    .waitFor();
  expect(await withdraw.count()).toBe(0);

  // The other way: withdrawn while the manager looks at it.
  const other = await file(asker, '取り下げられる申請');
  await after(head, () => head.ask(other));
  const decide = last(head).getByRole('button', { name: REQUESTS.buttons.refuse });
  expect(await decide.count()).toBe(1);
  await after(asker, () => asker.ask(other));
  await press(asker, REQUESTS.buttons.withdraw);
  await decide.waitFor({ state: 'detached' });
  expect(await last(head).innerText()).toContain(REQUESTS.status.withdrawn);
  for (const { faults } of [asker, head]) expect(faults).toEqual([]);
});

/** By list, by link, and by sending everything that the others' pages have sent, as another and as nobody. */
async function outsiderSeesNothing(numbers: readonly string[]): Promise<void> {
  const secret = /ノートパソコン|泉区|二人で|行き先|続けて持ち出す|取り下げる申請|契約課/u;
  for (const path of numbers.flatMap((number) => [`/?request=${number}`, `/requests/${number}`])) {
    const chat = await chatOf(OUTSIDER, path);
    await chat.settled();
    expect(await last(chat).innerText()).toContain(REQUESTS.gone);
    await menu(chat, '申請状況');
    await menu(chat, '承認待ち');
    const page = await chat.page.locator('body').innerText();
    expect(page).not.toMatch(secret);
    expect(await chat.page.getByRole('button', { name: /^お知らせ/u }).count()).toBe(0);
    await chat.context.close();
  }
  const about = sent.filter(({ input }) => numbers.some((number) => JSON.stringify(input).includes(number)));
  expect(about.length).toBeGreaterThan(15);
  const before = await standing(numbers);
  const [outsider, nobody] = [await signedIn(OUTSIDER), new Visitor()];
  for (const { as: _, ...one } of about) {
    // Under its own id too, and in the same conversation: an answer that was kept for another is not given.
    for (const id of [one.id, `replay-${one.id}`]) {
      const answer = await outsider.postJson(`${url}/api/messages`, { ...one, id });
      expect(answer.text).toContain(REQUESTS.gone);
      // What was sent along by the outsider comes back to them; nothing else may.
      const typed = one.input.type === 'form' ? Object.values(one.input.values) : [];
      const said = typed.reduce(
        (text, words) => (words === '' ? text : text.replaceAll(words, '')),
        answer.text,
      );
      expect(said).not.toMatch(secret);
      const refused = await nobody.postJson(`${url}/api/messages`, { ...one, id });
      expect(refused.text).toContain('SIGN_IN_NEEDED');
      expect(refused.text).not.toMatch(secret);
    }
  }
  expect(await standing(numbers)).toEqual(before);
}

/** How the applications stand, as their asker is shown. */
async function standing(numbers: readonly string[]): Promise<readonly string[]> {
  const asker = await signedIn(ASKER);
  return Promise.all(
    numbers.map(async (number, n) => {
      const action = { do: 'request', act: 'show', number, step: 0, round: 0 };
      const id = `standing-${n}-${Date.now()}`;
      const input = { type: 'action', action };
      return (await asker.postJson(`${url}/api/messages`, { conversation: 'conversation-1', id, input }))
        .text;
    }),
  );
}
