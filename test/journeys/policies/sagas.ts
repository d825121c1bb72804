import { expect } from 'vitest';
import { listKey } from '../../../model/fulfilment/keys.ts';
import { orderPaymentId } from '../../../model/payments/keys.ts';
import { sagaEventOf } from '../../../model/sagas/events.ts';
import { listedSagasKey, sagaEventKey, sagaKey, sagaSortPrefix } from '../../../model/sagas/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import * as whenLetters from '../deadLetters/when.ts';
import type { Frontdesk } from '../given.ts';
import { deadLetters } from '../orders/deadLetters.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import { redelivers } from '../orders/redelivers.ts';
import { orderOf } from '../orders/then.ts';
import * as orderWhen from '../orders/when.ts';
import * as givenSagas from '../sagas/given.ts';
import { sagaOf } from '../sagas/then.ts';
import { items } from '../then.ts';
import * as when from '../when.ts';
import type { Journey } from './Journey.ts';

const MINUTES = 60_000;

/** Checks an order with a delivery out, of what is on hand. */
const checksOut = async (desk: Frontdesk, units = 1) => {
  const { person, deliverTo } = await givenSagas.aTenantAtHome(desk);
  const orderId = desk.cloud.world.random.uuid();
  await orderWhen.hasRestocked(desk, 'saga-rolls', 5);
  const lines = [{ sku: 'saga-rolls', units, priceCents: 1250 }];
  await givenSagas.anOrder(desk, person, { orderId, lines, deliverTo });
  return { orderId, person };
};

/** The dead letters of sagas that are about an order. */
const lettersOf = async (desk: Frontdesk, orderId: string) =>
  (await deadLetters(desk, ['CreateOrderSaga', 'SweepSagas'])).filter(
    ({ attributes }) => attributes['EntityId'] === orderId,
  );

/** What sagas do, for those who order and for staff. */
export const sagas: readonly Journey[] = [
  {
    name: 'an order with a delivery is led to its end by its saga, and undone when it is canceled afterwards',
    async run(desk) {
      const { orderId, person } = await checksOut(desk);
      await comesToRest(desk);
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'COMPLETED' });
      await orderWhen.moves(desk, person, 'cancelOrder', orderId);
      await comesToRest(desk);
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'REJECTED', endsAs: 'CANCELED' });
      expect(await lettersOf(desk, orderId)).toEqual([]);
    },
  },
  {
    name: 'an order with a delivery whose held money is gone gives back its units',
    async run(desk) {
      let orderId = '';
      await whenLetters.whilePaused(desk, 'RunShoppingCommands', async () => {
        ({ orderId } = await checksOut(desk));
        await desk.cloud.settles();
        const key = { pk: `GATEWAY#${orderPaymentId(orderId)}`, sk: 'CHARGE' };
        await givenSagas.row(desk, { ...(await givenSagas.rowAt(desk, key)), verdict: 'barred' });
      });
      await comesToRest(desk);
      expect(await orderOf(desk.admin, orderId)).toMatchObject({ status: 'PAYMENT_REJECTED' });
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'REJECTED', endsAs: 'PAYMENT_REJECTED' });
    },
  },
  {
    name: 'a saga whose last message was lost is ended when it is looked for',
    async run(desk) {
      const { orderId } = await checksOut(desk);
      await comesToRest(desk);
      const key = sagaKey(orderId);
      // As it is when all but its last reply was heard.
      const waiting = {
        status: 'COMPENSATING',
        commandNumber: 7,
        command: 'VOID_AUTHORIZATION_COMMAND',
        endsAs: 'CANCELED',
      };
      const startedOn = '2027-01-01T00:00:00.000Z';
      const listed = {
        gsi1pk: listedSagasKey('COMPENSATING'),
        gsi1sk: `${sagaSortPrefix}${startedOn}#${orderId}`,
      };
      const data = { orderId, commandNumber: 7, attempt: 0, reason: '', updatedOn: startedOn };
      const reply = sagaEventOf('REPLY', 'AUTHORIZATION_VOIDED_REPLY', data, 2 ** 31, 0);
      await givenSagas.row(desk, {
        ...sagaEventKey(orderId, 7, 'REPLY'),
        ...entityMetadata('SagaEvent'),
        ...reply,
      });
      await desk.cloud.settles();
      const row = await givenSagas.rowAt(desk, key);
      await givenSagas.row(desk, { ...row, ...waiting, ...listed, startedOn, deadline: startedOn });
      await desk.cloud.advance(6 * MINUTES);
      await comesToRest(desk);
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'REJECTED', endsAs: 'CANCELED' });
      expect(await orderOf(desk.admin, orderId)).toMatchObject({ status: 'CANCELED' });
    },
  },
  {
    name: 'a saga that nobody answers is STUCK until staff lets it go on',
    async run(desk) {
      let orderId = '';
      await whenLetters.whilePaused(desk, 'RunShoppingCommands', async () => {
        ({ orderId } = await checksOut(desk));
        await desk.cloud.settles();
        // Each message may come twice, and asks again for what was asked for.
        const events = await items(desk, sagaKey(orderId).pk);
        await redelivers(
          desk,
          events.filter(({ sk }) => sk.endsWith('#REPLY')),
        );
        await desk.cloud.advance(21 * MINUTES);
        const { stuckSagas } = await desk.caretaker.graphql('{ stuckSagas { items { orderId } } }');
        expect(stuckSagas.items).toEqual([{ orderId }]);
        const retry = 'mutation ($orderId: ID!) { retrySaga(orderId: $orderId) { status } }';
        await desk.caretaker.graphql(retry, { orderId });
      });
      await comesToRest(desk);
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'COMPLETED' });
      expect(await lettersOf(desk, orderId)).toEqual([]);
    },
  },
  {
    name: 'a customer who is disabled before the saga asks for them is refused',
    async run(desk) {
      let orderId = '';
      await whenLetters.whilePaused(desk, 'SettleSagaPayments', async () => {
        const order = await checksOut(desk);
        orderId = order.orderId;
        await desk.cloud.settles();
        await when.disables(desk, order.person.id);
      });
      await comesToRest(desk);
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'REJECTED' });
    },
  },
  {
    name: 'a command that waits is called off when its order is canceled',
    async run(desk) {
      let orderId = '';
      await whenLetters.whilePaused(desk, 'RunShoppingCommands', async () => {
        const order = await checksOut(desk);
        orderId = order.orderId;
        await desk.cloud.settles();
        await orderWhen.moves(desk, order.person, 'cancelOrder', orderId);
        await desk.cloud.settles();
      });
      await comesToRest(desk);
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'REJECTED', endsAs: 'CANCELED' });
    },
  },
  {
    name: 'a list that staff took away before it is offered ends the saga of its order',
    async run(desk) {
      const [paused, canceled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let [orderId, paying] = ['', Promise.resolve()];
      await whenLetters.whilePaused(desk, 'RunShoppingCommands', async () => {
        ({ orderId } = await checksOut(desk));
        await desk.cloud.settles();
        paying = whenLetters.whilePaused(desk, 'SettleSagaPayments', () => {
          paused.resolve();
          return canceled.promise;
        });
        await paused.promise;
      });
      // There is a list now, and its money is to be taken next.
      await desk.cloud.settles();
      const list = await givenSagas.rowAt(desk, listKey(orderId));
      expect(list).toMatchObject({ status: 'PENDING' });
      await givenSagas.row(desk, { ...list, status: 'CANCELED' });
      canceled.resolve();
      await paying;
      await comesToRest(desk);
      expect(await sagaOf(desk, orderId)).toMatchObject({ status: 'REJECTED' });
    },
  },
];
