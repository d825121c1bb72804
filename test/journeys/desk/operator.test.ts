import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { publishEachSecond } from '../../../start/operations/publishEachSecond.ts';
import { type Desk, openDesk } from '../../support/deskPage.ts';
import * as whenLetters from '../deadLetters/when.ts';
import { callSqs } from '../orders/deadLetters.ts';
import { noFigures, pathOfAnOrder, publishes } from '../operations/when.ts';
import * as thenOrders from '../orders/then.ts';
import * as whenOrders from '../orders/when.ts';

let web: Desk;
let stop: () => void;
beforeAll(async () => {
  web = await openDesk();
  stop = publishEachSecond(web.desk.cloud);
});
afterAll(async () => {
  stop?.();
  await web?.[Symbol.asyncDispose]();
});

/** What a station of the picture says. */
const station = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

const anOrder = (orderId: string) => ({ orderId, lines: [whenOrders.aLine('lamp')] });

/** Dead letters are looked for by a schedule, in journeys every quarter of an hour. */
async function looksForLetters() {
  const { url: QueueUrl } = web.desk.cloud.describe().queues['RecordDeadLetters']!;
  await callSqs(web.desk, 'SendMessage', { QueueUrl, MessageBody: '{"scan":"all"}' });
}

test('an operator sees a queue poisoned, mends the message and brings it back, and the order goes on', async () => {
  const { desk } = web;
  const tenant = await desk.tenant();
  await whenOrders.hasRestocked(desk, 'lamp', 1000);
  const { page, complaints, close } = await web.open({ username: 'admin', path: '/operation' });

  await page.getByText('All is well').waitFor();
  await page.getByText('second on this machine').waitFor();
  await whenOrders.places(desk, tenant, anOrder('order-well'));
  await station(page, 'Requests')
    .getByText(/^[1-9]\d*\/s/)
    .waitFor();
  await station(page, 'Workers')
    .getByText(/^[1-9]\d*\/s/)
    .waitFor();

  await whenLetters.sendsChanged(
    desk,
    'PlaceOrder',
    () => whenOrders.places(desk, tenant, anOrder('order-poisoned')),
    ({ lines: [line], ...body }) => ({ ...body, lines: [{ ...line, units: 'many' }] }),
  );
  await station(page, 'Queues of requests').getByText('1 dead letter').waitFor();
  await page.getByRole('status').getByText('1 dead letter').waitFor();
  await looksForLetters();
  await page.getByRole('link', { name: 'Mend' }).click();

  await page.getByRole('heading', { name: 'Place order of order order-poisoned' }).waitFor();
  await page.getByRole('link', { name: 'Path of its request' }).click();
  await page.getByRole('button', { name: 'Read again' }).waitFor();
  await page.getByRole('link', { name: 'Mend' }).click();
  await page.getByRole('button', { name: 'Look and edit' }).click();
  const message = page.getByLabel('The message, as JSON');
  const body = await message.inputValue();
  await message.fill(`${body}}`);
  await page.getByText('This is not JSON').waitFor();
  expect(await page.getByRole('button', { name: 'Put this in its place' }).isDisabled()).toBe(true);

  await message.fill(body.replace('"many"', '-1'));
  await page.getByRole('button', { name: 'Put this in its place' }).click();
  await page.getByText('FAILED').waitFor();
  await message.fill(body.replace('"many"', '1'));
  await page.getByRole('button', { name: 'Put this in its place' }).click();
  await page.getByText('Edited: 1 of 1').waitFor();

  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByRole('button', { name: 'Bring back', exact: true }).last().click();
  await page.getByText('This queue is mended').waitFor();
  await page.getByText('Brought back: 1 of 1').waitFor();
  await desk.cloud.settles();
  expect(await thenOrders.orderOf(tenant, 'order-poisoned')).toMatchObject({ status: 'PAYMENT_ACCEPTED' });

  await page.getByRole('link', { name: 'Back to the picture' }).click();
  await page.getByText('None. A message that cannot be worked on').waitFor();
  await station(page, 'Queues of requests').waitFor();
  expect(await station(page, 'Queues of requests').getByText('dead letter').count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test('as on AWS, figures by the minute say what is wrong, in words and not by colour alone', async () => {
  const { page, complaints, close } = await web.open({ username: 'admin', path: '/operation' });
  const ringing = {
    name: 'Frontdesk-dev-Platform-WatchedApiSlow61D2CE87-X1Y2',
    description: 'One of a hundred requests takes longer than 3 s.',
    reason: '<b>Threshold</b> crossed',
    since: new Date().toISOString(),
  };
  const minute = {
    ...noFigures,
    source: 'CLOUDWATCH',
    seconds: 60,
    requests: { count: 6000, refused: 0, failed: 2, p50: 12, p99: 4200 },
    table: { writeUnits: 0, readUnits: 0, throttled: 3, conflicts: 0 },
    events: { count: 120, delivered: 240, failed: 1, byName: null },
    alarms: { count: 90, ringing: [ringing] },
    usage: { ...noFigures.usage, appsyncOperations: 6000 },
  };
  await page.getByText('second on this machine').waitFor();
  // What is counted by the second is finer: the minute is not shown beside it.
  await publishes(web.desk, { ...minute, updatedOn: new Date().toISOString() });
  for (let second = 0; second < 2; second++) {
    const time = page.getByRole('time').first();
    await time.filter({ hasNotText: await time.innerText() }).waitFor();
  }
  expect(await page.getByText('by CloudWatch').count()).toBe(0);
  stop();

  const later = new Date(Date.now() + 60_000).toISOString();
  expect((await publishes(web.desk, { ...minute, updatedOn: later })).errors).toBeUndefined();
  await page.getByText('minute by CloudWatch').waitFor();
  await station(page, 'Requests').getByText('100/s').waitFor();
  await station(page, 'Requests').getByText('2 failed, slowest 4.2').waitFor();
  await station(page, 'Table').getByText('3 throttled').waitFor();
  await station(page, 'Bus').getByText('1 not delivered').waitFor();
  await page.getByText('1 alarm').waitFor();
  await page.getByText('Platform Watched Api Slow').waitFor();
  // As it was written, and not as markup.
  await page.getByText('<b>Threshold</b> crossed').waitFor();
  await page.getByRole('row', { name: /^AppSync \$1\.4400/ }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('an operator finds the path of a request by any text with its trace, and reads figures as tables', async () => {
  const { page, complaints, close } = await web.open({ username: 'admin', path: '/operation' });
  const [traceId] = await pathOfAnOrder(web.desk);
  const find = page.getByRole('button', { name: 'Find' });
  await page.getByLabel('Trace').fill('no trace at all');
  expect(await find.isDisabled()).toBe(true);
  await page.getByLabel('Trace').fill('1-00000000-000000000000000000000000');
  await find.click();
  await page.getByText('Nothing is known of this trace').waitFor();

  await page.getByLabel('Trace').fill(`{"traceId":"${traceId}","message":"done"}`);
  await find.click();
  await page.getByText('went well').waitFor();
  const path = page.getByRole('list').filter({ hasText: 'mutation placeOrder' }).first();
  await path.getByText('invocation AllocateOrderStock').waitFor();

  await page.getByRole('button', { name: 'Show as tables' }).click();
  const stations = page.getByRole('table', { name: 'What passes each station of the path' });
  await stations.getByRole('rowheader', { name: 'Queues of requests' }).waitFor();
  expect(await page.locator('canvas').count()).toBe(0);
  await page.getByRole('button', { name: 'Show pictures' }).click();
  await station(page, 'Requests').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('a tenant has no page of operation', async () => {
  await web.desk.tenant();
  const { page, close } = await web.open({ username: 'tenant1', path: '/operation' });
  await page.getByText('There is no such page').waitFor();
  expect(await page.getByRole('link', { name: 'Operation' }).count()).toBe(0);
  await close();
});
