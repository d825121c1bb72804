import { expect } from 'vitest';
import type { Frontdesk } from '../given.ts';
import { callSqs } from './deadLetters.ts';

const MINUTES = 60_000;

/** In minutes. Nine deliveries of a message take nine minutes in all, and six more after each that was cut off. */
const LONGEST = 240;

/** Lets time pass until no queue has a message left. What is not done by then never will be. */
export async function comesToRest(desk: Frontdesk): Promise<void> {
  await desk.cloud.settles();
  for (let minutes = 0; await hasWork(desk); minutes += 15) {
    expect(minutes, 'minutes until no queue has a message left').toBeLessThan(LONGEST);
    await desk.cloud.advance(15 * MINUTES);
    await desk.cloud.settles();
  }
}

async function hasWork(desk: Frontdesk): Promise<boolean> {
  const urls = Object.values(desk.cloud.describe().queues).map(({ url }) => url);
  const waiting = await Promise.all(urls.map((QueueUrl) => messagesIn(desk, QueueUrl)));
  return waiting.some((messages) => messages > 0);
}

/** Counts messages that are visible, delayed or in flight. */
async function messagesIn(desk: Frontdesk, QueueUrl: string): Promise<number> {
  const { Attributes } = await callSqs(desk, 'GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
  return Object.entries(Attributes)
    .filter(([name]) => name.startsWith('ApproximateNumberOfMessages'))
    .reduce((sum, [, count]) => sum + Number(count), 0);
}
