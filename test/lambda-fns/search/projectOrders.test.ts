import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import type { OrderCards } from '../../../model/search/states.ts';
import { consumeBodies, invoke, startBackend, type Backend } from '../startBackend.ts';
import { apartmentRow, cardRow, moved, orderRow, placedOn, progressRow } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

/** As a deployment does that keeps the cards of these. */
const start = async (kept: OrderCards) => {
  vi.stubEnv('ORDER_CARDS', kept);
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/search/projectOrders.ts'));
};

beforeEach(async () => {
  backend = await startBackend();
  await start('all');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await backend.close();
});

const consume = (...bodies: unknown[]) => consumeBodies(backend, handler, bodies);
const cards = async () => (await backend.rows()).filter(({ pk }) => pk.startsWith('CARD#'));

describe('an event', () => {
  test('gives a new order the card of an open one', async () => {
    await backend.put(orderRow('order-1'));
    expect(await consume(moved('order-1', 'ORDER_CREATED_EVENT'))).toEqual({ batchItemFailures: [] });
    expect(await cards()).toEqual([cardRow('order-1', 'OPEN')]);
  });

  test('says nothing itself: the card is made of what is stored', async () => {
    await backend.put(orderRow('order-1'), progressRow('order-1', 'DELIVERED'));
    const forged = { status: { S: 'CANCELED' }, userId: { S: 'user-2' }, amountCents: { N: '1' } };
    await consume(moved('order-1', 'ORDER_CANCELED_EVENT', forged));
    expect(await cards()).toEqual([cardRow('order-1', 'DELIVERED')]);
  });

  test('names the building of the apartment that the order is brought to', async () => {
    const delivery = { deliverTo: 'flat-1', flow: 'SAGA' } as const;
    await backend.put(orderRow('order-1', delivery), apartmentRow('flat-1', 'house-1'));
    await consume(moved('order-1', 'ORDER_CREATED_EVENT'));
    expect(await cards()).toMatchObject([
      { buildingId: 'house-1', gsi2pk: 'BUILDING_CARDS#house-1', gsi2sk: `CARD#${placedOn}#order-1` },
    ]);
  });

  test('leaves the building as it was once the apartment is gone', async () => {
    await backend.put(
      orderRow('order-1', { deliverTo: 'flat-1' }),
      progressRow('order-1', 'CANCELED'),
      cardRow('order-1', 'OPEN', { deliverTo: 'flat-1', buildingId: 'house-1' }),
    );
    await consume(moved('order-1', 'ORDER_CANCELED_EVENT'));
    expect(await cards()).toMatchObject([{ phase: 'CANCELED', buildingId: 'house-1' }]);
  });

  test('that comes twice, late and in the wrong order changes nothing', async () => {
    await backend.put(orderRow('order-1'), progressRow('order-1', 'CANCELED'));
    await consume(moved('order-1', 'ORDER_CANCELED_EVENT'));
    const before = await cards();
    await consume(
      moved('order-1', 'ORDER_CREATED_EVENT'),
      moved('order-1', 'ORDER_STOCK_DEPLETED_EVENT'),
      moved('order-1', 'ORDER_CANCELED_EVENT'),
    );
    expect(await cards()).toEqual(before);
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('whose order was read before the next one moved it does not undo that one’s card', async () => {
    await backend.put(orderRow('order-1'));
    const { PutItem } = backend.tableActions;
    let isFirst = true;
    backend.tableActions['PutItem'] = async (input, call) => {
      if (!isFirst) return PutItem!(input, call);
      isFirst = false;
      // The other delivery reads, and writes, between this one's read and its write.
      await backend.put(progressRow('order-1', 'DELIVERED'));
      await backend.send(moved('order-1', 'ORDER_DELIVERED_EVENT'));
      await invoke(handler, await backend.receiveEvent());
      return PutItem!(input, call);
    };
    await consume(moved('order-1', 'ORDER_CREATED_EVENT'));
    expect(await cards()).toEqual([cardRow('order-1', 'DELIVERED')]);
  });

  test('of no order is a dead letter that says so', async () => {
    await consume(moved('order-9', 'ORDER_CREATED_EVENT'));
    expect(await backend.deadLetters()).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: 'NotFound' } } },
    ]);
    expect(await cards()).toEqual([]);
  });

  test('that meets a table in trouble is tried again', async () => {
    await backend.put(orderRow('order-1'));
    const { PutItem } = backend.tableActions;
    backend.tableActions['PutItem'] = async () => {
      throw new AwsError('InternalServerError', 'No');
    };
    expect((await consume(moved('order-1', 'ORDER_CREATED_EVENT'))).batchItemFailures).toHaveLength(1);
    Object.assign(backend.tableActions, { PutItem });
    await backend.world.clock.advance(60_000);
    await invoke(handler, await backend.receiveEvent());
    expect(await cards()).toHaveLength(1);
  });
});

describe('a rebuild', () => {
  const asked = { rebuild: 'rebuild-1' };
  const two = (value: number) => String(value).padStart(3, '0');

  /** Works on its own messages until there are none. */
  const rebuild = async () => {
    await backend.send(asked);
    for (let parts = 1; ; parts++) {
      const event = await backend.receiveEvent();
      if (event.Records.length === 0) return parts - 1;
      expect(await invoke(handler, event)).toEqual({ batchItemFailures: [] });
    }
  };
  const orders = (count: number) =>
    Array.from({ length: count }, (_, index) => orderRow(`order-${two(index)}`));

  test('writes every card that is missing, in parts of a hundred orders', async () => {
    await backend.put(...orders(230), progressRow('order-007', 'DELIVERED'));
    // The last part finds nothing more.
    expect(await rebuild()).toBe(4);
    const found = await cards();
    expect(found).toHaveLength(230);
    expect(found.filter(({ phase }) => phase !== 'OPEN')).toEqual([cardRow('order-007', 'DELIVERED')]);
  });

  test('writes the cards of orders with a delivery alone where no others are kept', async () => {
    await start('deliveries');
    const delivery = { deliverTo: 'flat-1', flow: 'SAGA' } as const;
    await backend.put(...orders(120), orderRow('order-119', delivery), apartmentRow('flat-1', 'house-1'));
    expect(await rebuild()).toBe(3);
    expect(await cards()).toMatchObject([{ orderId: 'order-119', buildingId: 'house-1' }]);
  });

  test('puts right what is wrong, and writes nothing that is right', async () => {
    await backend.put(
      ...orders(4),
      progressRow('order-002', 'CANCELED'),
      cardRow('order-000', 'OPEN'),
      cardRow('order-001', 'OPEN', { amountCents: 1, userId: 'user-9' }),
      cardRow('order-002', 'OPEN'),
      // Ahead of its order, which no event did.
      cardRow('order-003', 'DELIVERED'),
    );
    const written: string[] = [];
    const { PutItem } = backend.tableActions;
    backend.tableActions['PutItem'] = (input, call) => {
      written.push(input.Item.orderId.S);
      return PutItem!(input, call);
    };
    await rebuild();
    expect(written.sort()).toEqual(['order-001', 'order-002', 'order-003']);
    expect(await cards()).toEqual([
      cardRow('order-000', 'OPEN'),
      cardRow('order-001', 'OPEN'),
      cardRow('order-002', 'CANCELED'),
      cardRow('order-003', 'OPEN'),
    ]);
  });

  test('does not undo the card of an order that moved while it was read', async () => {
    await backend.put(...orders(3));
    const { PutItem } = backend.tableActions;
    backend.tableActions['PutItem'] = async (input, call) => {
      if (input.Item.orderId.S === 'order-001' && input.Item.phase.S === 'OPEN')
        await backend.put(progressRow('order-001', 'DELIVERED'), cardRow('order-001', 'DELIVERED'));
      return PutItem!(input, call);
    };
    await rebuild();
    expect((await cards()).map(({ phase }) => phase)).toEqual(['OPEN', 'DELIVERED', 'OPEN']);
  });

  test('that is killed between its writes and its next message goes on where it was', async () => {
    await backend.put(...orders(150));
    const { SendMessage } = backend.queueActions;
    let refusals = 1;
    backend.queueActions['SendMessage'] = (input, call) => {
      if (refusals-- > 0) throw new AwsError('InvalidParameterValue', 'No');
      return SendMessage!(input, call);
    };
    // Past SQS as the handler sees it.
    const failed = await consume(asked).catch(() => undefined);
    expect(failed?.batchItemFailures ?? []).toHaveLength(failed ? 1 : 0);
    await backend.world.clock.advance(60_000);
    for (
      let event = await backend.receiveEvent();
      event.Records.length > 0;
      event = await backend.receiveEvent()
    )
      await invoke(handler, event);
    expect(await cards()).toHaveLength(150);
  });

  test('of which DynamoDB leaves out rows is tried again', async () => {
    await backend.put(...orders(3), progressRow('order-001', 'DELIVERED'));
    const { BatchGetItem } = backend.tableActions;
    backend.tableActions['BatchGetItem'] = async (input) => ({
      Responses: { table: [] },
      UnprocessedKeys: input.RequestItems,
    });
    expect((await consume(asked)).batchItemFailures).toHaveLength(1);
    expect(await cards()).toEqual([]);
    Object.assign(backend.tableActions, { BatchGetItem });
    await backend.world.clock.advance(60_000);
    await invoke(handler, await backend.receiveEvent());
    expect(await cards()).toHaveLength(3);
  });
});
