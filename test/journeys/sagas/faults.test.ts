import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import * as whenLetters from '../deadLetters/when.ts';
import * as given from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import { callSqs } from '../orders/deadLetters.ts';
import * as whenOrders from '../orders/when.ts';
import { expectLawfulSagas } from '../shop/invariants/sagas.ts';
import { items } from '../then.ts';
import * as givenSagas from './given.ts';
import { expectNothingLeft, historyOf, outcomeOf, sagaOf } from './then.ts';

let desk: given.Frontdesk;
let home: { readonly person: given.Person; readonly deliverTo: string };
let count = 0;
beforeAll(async () => {
  desk = await given.frontdesk();
  home = await givenSagas.aTenantAtHome(desk);
  await whenOrders.hasRestocked(desk, 'rolls', UNITS);
});
afterAll(async () => {
  expectLawfulSagas(await items(desk, ''));
  await desk[Symbol.asyncDispose]();
});

const UNITS = 10_000;
const MINUTES = 60_000;

/** Checks an order out with a delivery. Nothing of it has happened yet. */
const checksOut = async (units = 2): Promise<string> => {
  const orderId = `basket-${++count}`;
  const lines = [{ sku: 'rolls', units, priceCents: 1250 }];
  await givenSagas.anOrder(desk, home.person, { orderId, lines, deliverTo: home.deliverTo });
  return orderId;
};

/** Sessions last an hour, and time passes where messages are delivered again. */
const signsInAgain = async () => {
  desk = {
    ...desk,
    admin: await given.signedInAgain(desk, desk.admin),
    caretaker: await given.signedInAgain(desk, desk.caretaker),
  };
  home = { ...home, person: await given.signedInAgain(desk, home.person) };
};

const rests = async () => {
  await comesToRest(desk);
  await signsInAgain();
};

const WORKERS = ['CreateOrderSaga', 'SettleSagaPayments', 'RunShoppingCommands'];

/** Kills the saga's worker and its participants at the `nth` of what they read, write or begin. Returns how many that were. */
const killsAt = (nth: number) => {
  const functions = Object.values(desk.cloud.stacks)
    .flatMap(({ resources }) => Object.values(resources))
    .filter(
      ({ type, path }) => type === 'AWS::Lambda::Function' && WORKERS.some((one) => path.startsWith(one)),
    );
  const steps: FeedRecord['kind'][] = ['read', 'write', 'invocation'];
  let seen = 0;
  const stop = desk.cloud.world.feed.subscribe(({ kind }) => {
    if (!steps.includes(kind) || ++seen !== nth) return;
    for (const { ref } of functions) void desk.cloud.services.lambda.kill(ref);
  });
  return () => {
    stop();
    return seen;
  };
};

/** Of so many moments one is tried. */
const EVERY = 12;

describe.each([
  ['that is completed', 2, 'COMPLETED'],
  ['that lacks stock', 2 * UNITS, 'REJECTED'],
] as const)('an order %s', (_which, units, status) => {
  test('ends the same whenever its workers are killed', async () => {
    const seen = killsAt(0);
    const whole = await checksOut(units);
    await rests();
    const moments = seen();
    expect(await sagaOf(desk, whole)).toMatchObject({ status });
    for (let nth = 1; nth <= moments; nth += EVERY) {
      const stop = killsAt(nth);
      const orderId = await checksOut(units);
      await rests();
      stop();
      expect(await outcomeOf(desk, orderId)).toEqual(await outcomeOf(desk, whole));
      // A saga that waited for the next delivery may have been STUCK meanwhile.
      const history = (await historyOf(desk, orderId)).filter((name) => name !== 'SAGA_STUCK_EVENT');
      expect(history).toEqual(await historyOf(desk, whole));
    }
  });
});

const STUCK = '{ stuckSagas { items { orderId command attempt deadline } } }';
const RETRY = 'mutation ($orderId: ID!) { retrySaga(orderId: $orderId) { status attempt } }';

describe('a participant that does not answer', () => {
  test('leaves the saga STUCK, for staff to see and to retry, and a late answer lets it go on', async () => {
    let orderId = '';
    await whenLetters.whilePaused(desk, 'RunShoppingCommands', async () => {
      orderId = await checksOut();
      await desk.cloud.settles();
      await desk.cloud.advance(21 * MINUTES);
      const stuck = async () => (await desk.caretaker.graphql(STUCK))['stuckSagas'].items;
      expect(await stuck()).toMatchObject([{ orderId, command: 'CREATE_SHOPPING_LIST_COMMAND', attempt: 0 }]);
      expect(await desk.caretaker.graphql(RETRY, { orderId })).toEqual({
        retrySaga: { status: 'RUNNING', attempt: 1 },
      });
      expect(await stuck()).toEqual([]);
      await desk.cloud.advance(21 * MINUTES);
      expect(await stuck()).toMatchObject([{ orderId, attempt: 1 }]);
    });
    await rests();
    expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'COMPLETED' });
    expect(await outcomeOf(desk, orderId)).toMatchObject({ status: 'PAYMENT_ACCEPTED', list: 'AVAILABLE' });
    await expect(desk.caretaker.graphql(RETRY, { orderId })).rejects.toThrow('The saga is COMPLETED');
  });

  test('holds up no cancellation: its command is called off, and it does nothing when it is back', async () => {
    const before = (await items(desk, 'SKUS')).find(({ sku }) => sku === 'rolls')!['units'];
    let orderId = '';
    await whenLetters.whilePaused(desk, 'RunShoppingCommands', async () => {
      orderId = await checksOut();
      await desk.cloud.settles();
      await whenOrders.moves(desk, home.person, 'cancelOrder', orderId);
      await desk.cloud.settles();
      expect(await historyOf(desk, orderId)).toContain('COMMAND_CALLED_OFF');
    });
    await rests();
    await expectNothingLeft(desk, orderId, 'rolls', before);
    expect(await outcomeOf(desk, orderId)).toMatchObject({ status: 'CANCELED' });
  });
});

test('a reply of which no message is left lets the saga go on when it is looked for', async () => {
  let orderId = '';
  await whenLetters.whilePaused(desk, 'CreateOrderSaga', async () => {
    orderId = await checksOut();
    await desk.cloud.settles();
  });
  // The first command is answered while the saga's worker hears nothing again.
  await whenLetters.whilePaused(desk, 'SettleSagaPayments', () => desk.cloud.settles());
  await whenLetters.whilePaused(desk, 'CreateOrderSaga', async () => {
    await desk.cloud.settles();
    const { url: QueueUrl } = desk.cloud.describe().queues['CreateOrderSaga']!;
    const { Messages = [] } = await callSqs(desk, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
    for (const { ReceiptHandle } of Messages)
      await callSqs(desk, 'DeleteMessage', { QueueUrl, ReceiptHandle });
    expect(Messages).toHaveLength(1);
  });
  expect(await historyOf(desk, orderId)).toEqual(['AUTHORIZE_CUSTOMER_COMMAND', 'CUSTOMER_AUTHORIZED_REPLY']);
  await desk.cloud.advance(21 * MINUTES);
  await rests();
  expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'COMPLETED' });
});
