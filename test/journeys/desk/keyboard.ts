import type { Locator, Page } from 'playwright-core';

/** More elements than any page lets one tab through. */
const MOST_TABS = 80;

/** A keyboard, and no mouse. */
export function createKeyboard(page: Page) {
  /** Presses Tab until the element has the focus. Throws if that cannot be seen. */
  const tabTo = async (target: Locator) => {
    await target.waitFor({ state: 'attached' });
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await hasFocus(target)) {
        if (await page.evaluate<boolean>(SHOWS_FOCUS)) return;
        throw new Error(`${String(target)} does not show that it has the focus`);
      }
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

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** In the page: whether what has the focus, or a control around it, has an outline. */
const SHOWS_FOCUS = `['*', '[data-focus-visible]', '[data-focus-within]']
  .map((selector) => document.activeElement.closest(selector))
  .some((shown) => shown && getComputedStyle(shown).outlineStyle !== 'none' && parseFloat(getComputedStyle(shown).outlineWidth) > 0)`;
