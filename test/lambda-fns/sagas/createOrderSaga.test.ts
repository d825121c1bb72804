import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sagaSteps } from '../../../model/sagas/events.ts';
import { message, orderEventData, orderRow } from '../orders/rows.ts';
import { startSagas, type Course, type StartedSagas } from './startSagas.ts';

let backend: StartedSagas;
let order: ReturnType<StartedSagas['order']>;
let orders = 0;
beforeAll(async () => {
  backend = await startSagas();
});
beforeEach(() => {
  order = backend.order(`order-${++orders}`);
});
afterAll(() => backend.close());

const flow = 'SAGA';

describe('a saga', () => {
  test('gives one command after the other, and is completed', async () => {
    await order.runs();
    expect(await order.history()).toEqual(
      sagaSteps.flatMap(({ command, done }, index) =>
        index === 3 ? [command, 'SAGA_COMPLETED_EVENT', done] : [command, done],
      ),
    );
    expect(await order.rowAt('STATE')).toMatchObject({ status: 'COMPLETED', begun: 4, commandNumber: 4 });
    expect(await order.rowAt('STATE')).not.toHaveProperty('gsi1pk');
    expect(await order.rowAt('PROGRESS')).toMatchObject({ status: 'PAYMENT_ACCEPTED' });
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('says that a step has begun before anybody hears of it, and is listed', async () => {
    await backend.put(orderRow({ orderId: order.orderId, flow }));
    await backend.deliver(order.created);
    expect(await order.rowAt('STATE')).toMatchObject({
      status: 'RUNNING',
      begun: 1,
      command: 'AUTHORIZE_CUSTOMER_COMMAND',
      gsi1pk: 'SAGAS#RUNNING',
    });
    expect(await order.sagaEvents()).toMatchObject([
      {
        sk: 'EVENT#00000001#COMMAND',
        eventName: 'AUTHORIZE_CUSTOMER_COMMAND',
        applied: true,
        eventData: { orderId: order.orderId, flow, commandNumber: 1, attempt: 0, reason: '' },
      },
    ]);
  });

  test.each([
    ['AUTHORIZE_CUSTOMER_COMMAND', 'PAYMENT_REJECTED', 1],
    ['AUTHORIZE_CUSTOMER_COMMAND', 'CANCELED', 1],
    ['CREATE_SHOPPING_LIST_COMMAND', 'STOCK_DEPLETED', 2],
    ['CONFIRM_PAYMENT_COMMAND', 'PAYMENT_REJECTED', 3],
    ['INITIATE_SHOPPING_COMMAND', 'CANCELED', 3],
  ] as const)(
    'that is refused at %s ends its order %s, and keeps nothing',
    async (refuses, endsAs, undone) => {
      await order.runs({ refuses, endsAs });
      expect(await order.rowAt('STATE')).toMatchObject({ status: 'REJECTED', endsAs });
      const progress = await order.rowAt('PROGRESS');
      expect(progress).toMatchObject({ status: endsAs, flow });
      expect(await order.rowAt(`EVENT#ORDER_${endsAs}_EVENT`)).toMatchObject({
        applied: true,
        eventData: { flow, status: endsAs, stock: progress!['stock'] ?? '' },
      });
      expect(await order.held()).toEqual([]);
      const compensations = (await order.sagaEvents()).filter(
        ({ part, place }) =>
          part === 'COMMAND' && Number(place) > sagaSteps.findIndex(({ command }) => command === refuses) + 1,
      );
      expect(compensations).toHaveLength(undone);
    },
  );
});

describe('a cancellation', () => {
  const moments = [1, 2, 3, 4].flatMap((commands) => [false, true].map((acted) => ({ commands, acted })));

  test.each(moments)('at command $commands, acted: $acted, undoes all that was begun', async (cancelsAt) => {
    await order.runs({ cancelsAt });
    expect(await order.rowAt('STATE')).toMatchObject({ status: 'REJECTED' });
    expect(await order.rowAt('PROGRESS')).toMatchObject({ status: 'CANCELED' });
    expect(await order.held()).toEqual([]);
    expect(await order.rowAt(`EVENT#0000000${cancelsAt.commands}#REPLY`)).toMatchObject(
      cancelsAt.acted ? { eventName: expect.stringMatching(/_REPLY$/) } : { eventName: 'COMMAND_CALLED_OFF' },
    );
  });

  test('after the saga was completed undoes it as well', async () => {
    await order.runs();
    await order.settle([await order.cancel()]);
    expect(await order.rowAt('STATE')).toMatchObject({ status: 'REJECTED', commandNumber: 7 });
    expect(await order.held()).toEqual([]);
    expect(await order.rowAt('PROGRESS')).toMatchObject({ status: 'CANCELED', stock: 'RETURNED' });
  });

  test('before the saga began leaves nothing to do, in either order of the messages', async () => {
    await backend.put(orderRow({ orderId: order.orderId, flow }));
    const canceled = await order.cancel();
    await order.settle([canceled, order.created, canceled]);
    expect(await order.rowAt('STATE')).toMatchObject({ status: 'REJECTED', begun: 0 });
    expect(await order.history()).toEqual(['SAGA_REJECTED_EVENT']);
  });

  test('that no stored order knows of changes nothing', async () => {
    await backend.put(orderRow({ orderId: order.orderId, flow }));
    await backend.deliver(order.created);
    const before = await order.rows();
    const data = orderEventData({ orderId: order.orderId, status: 'CANCELED', flow });
    await backend.deliver(message('ORDER_CANCELED_EVENT', data));
    expect(await order.rows()).toEqual(before);
  });
});

describe('whoever writes to its queue', () => {
  test('changes nothing with replies that nobody stored', async () => {
    const { orderId } = order;
    await backend.put(orderRow({ orderId, flow }));
    await backend.deliver(order.created);
    const before = await order.rows();
    const data = { orderId, flow, commandNumber: 1, attempt: 1, endsAs: 'CANCELED' };
    for (const name of [...sagaSteps.flatMap(({ done, refused }) => [done, refused]), 'SAGA_RETRIED_EVENT'])
      await backend.deliver(message(name, data));
    expect(await order.rows()).toEqual(before);
  });

  test('begins no saga of an order that has none, or that is not there', async () => {
    await backend.put(orderRow({ orderId: order.orderId }));
    await backend.deliver(order.created);
    await backend.deliver(backend.order('nobodys').created);
    expect(await order.rowAt('STATE')).toBeUndefined();
    const letters = await backend.deadLetters();
    expect(letters.map(({ MessageAttributes }) => MessageAttributes.ErrorCode.StringValue)).toEqual([
      'StateConflict',
      'NotFound',
    ]);
  });

  test('changes nothing with what was delivered before', async () => {
    await order.runs();
    const before = await order.rows();
    await backend.deliver(order.created);
    for (const { eventName, eventData, part } of await order.sagaEvents())
      if (part === 'REPLY') await backend.deliver(message(eventName, eventData));
    expect(await order.rows()).toEqual(before);
  });
});

const courses: Record<string, Course> = {
  'one that is completed': {},
  'one that is canceled in the last step': { cancelsAt: { commands: 4, acted: true } },
  'one whose command is called off': { cancelsAt: { commands: 3, acted: false } },
};

test.each(Object.entries(courses))(
  '%s ends the same whenever its worker is killed: before and after every write',
  async (_name, course) => {
    const count = backend.killsAt(0, 'before');
    await order.runs(course);
    const whole = await order.result();
    const { transactions } = count;
    expect(transactions).toBeGreaterThan(3);
    for (const moment of ['before', 'after'] as const)
      for (let nth = 1; nth <= transactions; nth++) {
        const other = backend.order(`${order.orderId}-${moment}-${nth}`);
        backend.killsAt(nth, moment);
        await other.runs(course);
        expect(await other.result()).toEqual(whole);
      }
  },
);
