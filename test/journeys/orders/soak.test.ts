import { expect, test } from 'vitest';
import { openSocket } from '../../support/subscriber.ts';
import * as given from '../given.ts';
import { once } from 'node:events';
import * as when from './when.ts';

const HOUR = 3600_000;

/** What the cloud holds beside what it stores. */
async function leftovers({ cloud }: given.Frontdesk) {
  const call = { traceId: '1-0-0', principal: { arn: 'arn:aws:iam::000000000000:root', accessKeyId: '' } };
  const { actions } = cloud.services.sqs;
  const { QueueUrls } = await actions['ListQueues']!({}, call);
  let messages = 0;
  for (const QueueUrl of QueueUrls as string[]) {
    const { Attributes } = await actions['GetQueueAttributes']!({ QueueUrl, AttributeNames: ['All'] }, call);
    for (const state of ['', 'NotVisible', 'Delayed'])
      messages += Number(Attributes[`ApproximateNumberOfMessages${state}`]);
  }
  return { messages, timers: cloud.world.clock.scheduled() };
}

test('traffic leaves no timer and no message behind: not orders, and not clients that come and go', async () => {
  await using desk = await given.frontdesk();
  const tenant = await desk.tenant();
  let number = 0;
  const traffic = async (orders: number) => {
    const session = await given.signedInAgain(desk, tenant);
    for (let placed = 0; placed < orders; placed++)
      await when.places(desk, session, { orderId: `order-${++number}`, lines: [when.aLine('lamp')] });
    const { realtimeUrl } = desk.cloud.describe();
    for (let client = 0; client < orders; client++) {
      const socket = openSocket({ realtimeUrl, authorization: { Authorization: session.idToken } });
      await once(socket, 'open');
      socket.close();
      await once(socket, 'close');
    }
    await desk.cloud.settles();
    await desk.cloud.advance(HOUR);
  };
  await when.hasRestocked(desk, 'lamp', 1000);
  await traffic(10);
  const before = await leftovers(desk);
  await traffic(40);
  const after = await leftovers(desk);
  expect(after.messages).toBe(0);
  // A timer waits for the earliest of many moments. There may be one more or less of them just now.
  expect(after.timers).toBeLessThanOrEqual(before.timers + 2);
});
