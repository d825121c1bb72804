import type { Locator, Page } from 'playwright-core';

/** More elements than any page lets one tab through. */
const MOST_TABS = 80;

/** A keyboard, and no mouse. */
export function createKeyboard(page: Page) {
  /** Presses Tab until the element has the focus, which it shows. */
  const tabTo = async (target: Locator) => {
    await target.waitFor({ state: 'attached' });
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(target)}`);
  };
  return {
    tabTo,
    type: (text: string) => page.keyboard.type(text),
    /** Goes to a link or a button and presses Enter. */
    async choose(target: Locator) {
      await tabTo(target);
      await page.keyboard.press('Enter');
    },
  };
}
