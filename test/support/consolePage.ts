import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** A page of the console, by what somebody sees and does. */
export interface ConsolePage {
  readonly page: Page;
  /** What the browser complains of: a refused script, style or connection is an error. */
  readonly complaints: readonly string[];
  tab(name: string | RegExp): Locator;
  /** A line of the list of answers and events, by a text in it. */
  entry(text: string | RegExp): Locator;
  /** Selects a tab. */
  select(name: string | RegExp): Promise<void>;
  /** Replaces the operation in the editor. */
  write(text: string): Promise<void>;
  /** Opens a tab, as whoever the present one is, and writes into it. */
  open(text: string): Promise<void>;
  /** Presses the key that runs what is under the cursor. */
  run(): Promise<void>;
  /** Gives the tab another user. */
  become(user: string): Promise<void>;
  /** All lines of the list, the latest first, without their times. */
  entries(): Promise<readonly string[]>;
  /** Waits until the editor is there. */
  ready(): Promise<void>;
}

export async function openConsolePage(
  browser: Browser | BrowserContext,
  graphqlUrl: string,
): Promise<ConsolePage> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(graphqlUrl.replace('/graphql', '/console'));
  const editor = page.locator('.graphiql-query-editor .monaco-editor');
  const ready = () => editor.waitFor();
  await ready();
  const write = async (text: string) => {
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  return {
    page,
    complaints,
    tab: (name) => page.getByRole('tab', { name }),
    entry: (text) => page.locator('.console-entry', { hasText: text }),
    select: (name) => page.getByRole('tab', { name }).click(),
    write,
    async open(text) {
      await page.getByRole('button', { name: 'New tab', exact: true }).click();
      await write(text);
    },
    async run() {
      await editor.click();
      await page.keyboard.press('Control+Enter');
    },
    become: async (user) => void (await page.getByLabel('User of this tab').selectOption(user)),
    async entries() {
      const lines = await page.locator('.console-entry').allInnerTexts();
      return lines.map((line) => line.replace(/^[\d:.]+\s+/, '').replace(/\s+/g, ' '));
    },
    ready,
  };
}
