import type { Page } from 'playwright-core';
import type { Frontdesk } from '../given.ts';

/** The code in the latest message to an address, once the page says that it was sent. */
export async function emailedCode({ cloud }: Frontdesk, page: Page, address: string): Promise<string> {
  await page.getByLabel('Code').waitFor();
  const answer = await fetch(cloud.graphqlUrl.replace('/graphql', '/emails.json'));
  const emails = (await answer.json()) as { to: string; body: string }[];
  const { body } = emails.findLast(({ to }) => to === address)!;
  return /\d{6}/.exec(body)![0];
}
