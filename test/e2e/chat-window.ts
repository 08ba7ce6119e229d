import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A browser window on the chat, with the handful of things that a person does there. */
export interface ChatWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything the page was denied by its Content-Security-Policy, and every error it raised. */
  readonly faults: readonly string[];
  /** Types a question and sends it with Enter. */
  ask(question: string): Promise<void>;
  /** Presses a button by its label. */
  press(label: string): Promise<void>;
  /** Waits until every question has its answer. */
  settled(): Promise<void>;
}

/** Opens the chat in a window of its own, with a storage of its own. */
export async function openChat(
  browser: Browser,
  url: string,
  size: { width: number; height: number } = { width: 1280, height: 900 },
): Promise<ChatWindow> {
  const context = await browser.newContext({ viewport: size, locale: 'ja-JP' });
  const window = watch(await context.newPage());
  await window.page.goto(url);
  await window.page.getByRole('log').locator('p').first().waitFor();
  return window;
}

/** The same for a page that was opened in another way: a second tab, a pop-up. */
export function watch(page: Page): ChatWindow {
  const faults: string[] = [];
  // A blocked script, style, font or handler is a console error that names the Content-Security-Policy.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return {
    page,
    context: page.context(),
    faults,
    async ask(question) {
      await page.getByLabel('質問', { exact: true }).fill(question);
      await page.keyboard.press('Enter');
    },
    async press(label) {
      await page.getByRole('button', { name: label, exact: true }).last().click();
    },
    async settled() {
      await page.waitForFunction(() => {
        const turns = document.querySelectorAll('.turn').length;
        return turns > 0 && document.querySelectorAll('.turn > .reply, .turn > .refused').length === turns;
      });
    },
  };
}
