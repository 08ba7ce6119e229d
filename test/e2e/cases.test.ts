import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPack } from '../../knowledge/pack.ts';
import { openCaseHouse } from '../bot/views/case-house.ts';
import { PEOPLE, someCases } from '../bot/views/case-stories.ts';
import { Visitor } from '../fakes/visitor.ts';
import { SENDAI } from '../knowledge/pack/small-pack.ts';
import { launchBrowser } from './browser.ts';
import { watch } from './chat-window.ts';
import { killAll, Program } from './program.ts';

// CSIRT's board and the pages of cases in a real browser, against the real program with cases on its records.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Pictures for whoever wants to look: SCREENSHOTS=FOLDER. */
const PICTURES = process.env.SCREENSHOTS;
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser: Browser;
let url: string;
let clear: () => Promise<void>;

beforeAll(async () => {
  const house = await openCaseHouse(await loadPack(SENDAI), () => new Date());
  await house.keep(...someCases(new Date()));
  await house.store.close();
  clear = house.close;
  browser = await launchBrowser();
  url = await Program.bare(ROOT, { PORT: '0', DATA_DIR: house.folder }).address();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await killAll();
  await clear();
});

async function signedIn(person: string): Promise<Visitor> {
  const visitor = new Visitor();
  const token = /name="token" value="([^"]+)"/u.exec((await visitor.get(`${url}/sign-in`)).text)?.[1] ?? '';
  await visitor.post(`${url}/sign-in`, { person, token, return: '/' });
  return visitor;
}

async function windowOf(person: string, size = DESKTOP) {
  const cookies = [...(await signedIn(person)).jar(url)].map(([name, value]) => ({ name, value, url }));
  const context: BrowserContext = await browser.newContext({ viewport: size, locale: 'ja-JP' });
  await context.addCookies(cookies);
  return watch(await context.newPage());
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  for (const [size, of] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    await page.setViewportSize(of);
    await page.screenshot({ path: join(PICTURES, `${name}-${size}.png`), fullPage: true });
  }
  // What a whole page on a phone is too long to show.
  await page.setViewportSize({ width: PHONE.width, height: 1_500 });
  await page.screenshot({ path: join(PICTURES, `${name}-phone-top.png`) });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.screenshot({ path: join(PICTURES, `${name}-print.png`), fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(DESKTOP);
}

/** Whether the page is moved sideways: nothing may be cut off on a phone. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('CSIRT sees who has not answered, what is open, and the numbers without drills', {
  timeout: 120_000,
}, async () => {
  const { page, faults } = await windowOf(PEOPLE.csirt);
  await page.goto(`${url}/cases`);
  await picture(page, 'board');
  const first = page.locator('.case-item').first();
  expect(await first.innerText()).toContain('受領待ち');
  expect(await first.innerText()).toContain('上の役職まで知らせましたが、返事がありません');
  expect(await page.locator('.tile').allInnerTexts()).toEqual([
    expect.stringMatching(/^3/u),
    expect.stringMatching(/^1/u),
    expect.stringMatching(/^1/u),
  ]);
  expect(await page.locator('.drills').innerText()).toContain('C-DR11-0001');
  // Every chart draws something, and says what it is.
  const charts = page.getByRole('img');
  expect(await charts.count()).toBeGreaterThanOrEqual(4);
  for (const chart of await charts.all()) {
    expect((await chart.boundingBox())?.height).toBeGreaterThan(30);
    expect(await chart.getAttribute('aria-label')).toMatch(/図|グラフ/u);
  }
  await page.setViewportSize(PHONE);
  expect(await sideways(page)).toBe(false);
  expect(faults).toEqual([]);
});

test('a case is read by its manager, its report written, stored and printed', {
  timeout: 120_000,
}, async () => {
  const { page, faults } = await windowOf(PEOPLE.manager);
  await page.goto(`${url}/cases`);
  await page.getByRole('link', { name: 'C-W0RK-0001' }).click();
  await picture(page, 'case');
  await page.setViewportSize(PHONE);
  expect(await sideways(page)).toBe(false);
  await page.setViewportSize(DESKTOP);
  expect(
    await page.getByRole('link', { name: '第２章（８）③（ⅳ）1項目め' }).first().getAttribute('href'),
  ).toBe('/clauses/2.8.3.iv%231');
  await page.locator('.reports li', { hasText: '続報' }).getByRole('link', { name: '編集' }).click();
  await picture(page, 'edit');
  const text = await page.locator('textarea').inputValue();
  await page.locator('textarea').fill(`${text}\n<script>alert(1)</script> 個人番号 1234-5678-9018`);
  await page.getByRole('button', { name: 'この内容で保存する' }).click();
  await page.waitForURL(/\/reports\/follow-up$/u);
  await picture(page, 'report');
  const stored = await page.locator('.report-text').innerText();
  expect(stored).toContain('<script>alert(1)</script>');
  expect(stored).toContain('（個人番号と思われる数字を伏せました）');
  expect(stored).toContain('宛先の候補を選び間違えた');
  await page.goto(`${url}/cases/C-W0RK-0001`);
  expect(await page.locator('.timeline').innerText()).toContain('続報を保存した');
  // Acts stay in the chat: the way there says the case's number.
  await page.locator('a.act').click();
  await page.locator('.turn .reply').getByText('事案 C-W0RK-0001').first().waitFor();
  expect(faults).toEqual([]);
});

test('nobody whom it does not concern is told that there is a case', { timeout: 60_000 }, async () => {
  const { page } = await windowOf(PEOPLE.outsider);
  for (const path of ['', '/reports/first', '/reports/first/edit']) {
    const answer = await page.goto(`${url}/cases/C-S1NT-0001${path}`);
    expect(answer?.status()).toBe(404);
    expect(await page.locator('main').innerText()).toContain('お探しのページはありません');
  }
  await page.goto(`${url}/cases`);
  expect(await page.locator('.case-item').count()).toBe(0);
});

test('a drill is seen to be one on every page of it', { timeout: 60_000 }, async () => {
  const { page } = await windowOf(PEOPLE.manager);
  for (const path of ['', '/reports/first', '/reports/first/edit']) {
    await page.goto(`${url}/cases/C-DR11-0001${path}`);
    expect(await page.title()).toMatch(/^【訓練】/u);
    await page.getByText('これは訓練の記録です').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('これは訓練の記録です').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  }
  await page.goto(`${url}/cases/C-DR11-0001`);
  await picture(page, 'drill');
  await page.goto(`${url}/cases/C-S1NT-0001`);
  await picture(page, 'silent');
});
