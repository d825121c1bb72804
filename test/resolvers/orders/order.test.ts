import { beforeEach, describe, expect, test } from 'vitest';
import { ORDER_PLACED_EVENT } from '../../../model/orders/events.ts';
import { admin, apiKey, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';
import { amountCents, event, lines, order, payment, placedOn, progress } from './storedRows.ts';

const ask = `query ($orderId: ID!) { order(orderId: $orderId) {
  orderId userId lines { sku units price } amount status reason createdOn updatedOn
  timeline { eventName eventData occurredOn applied }
  payment { paymentId orderId userId paymentStatus paymentRetries amount reason createdOn updatedOn } } }`;
const timeline = `query { order(orderId: "order-1") { timeline { eventName applied } } }`;
const args = { orderId: 'order-1' };
const later = '2030-05-01T08:00:01.000Z';
const placed = { orderId: 'order-1', userId: 'tenant-1', lines, amountCents, updatedOn: placedOn };
const claim = event('order-1', ORDER_PLACED_EVENT, placed);

let api: StartedApi;
let reads: any[];
beforeEach(async () => {
  api = await startApi();
  reads = [];
  for (const name of ['Query', 'GetItem', 'BatchGetItem']) {
    const action = api.tableActions[name]!;
    api.tableActions[name] = (input, call) => {
      reads.push({ name, ...input });
      return action(input, call);
    };
  }
});

describe('an order', () => {
  const accepted = { status: 'PAYMENT_ACCEPTED', updatedOn: later };
  const rows = [
    claim,
    order('order-1'),
    progress('order-1', { status: 'PAYMENT_ACCEPTED', stock: 'SOLD', updatedOn: later }),
    event('order-1', 'ORDER_PAYMENT_ACCEPTED_EVENT', accepted),
    payment('order-1', { paymentRetries: 2 }),
  ];

  test('is answered whole, by one consistent read', async () => {
    await api.put(...rows);
    expect(await api.run(tenant, ask, args)).toEqual({
      orderId: 'order-1',
      userId: 'tenant-1',
      lines: [
        { sku: 'lamp', units: 2, price: 19.99 },
        { sku: 'desk', units: 1, price: 100.01 },
      ],
      amount: 139.99,
      status: 'PAYMENT_ACCEPTED',
      reason: null,
      createdOn: placedOn,
      updatedOn: later,
      timeline: [
        { eventName: ORDER_PLACED_EVENT, eventData: expect.any(String), occurredOn: placedOn, applied: true },
        {
          eventName: 'ORDER_PAYMENT_ACCEPTED_EVENT',
          eventData: expect.any(String),
          occurredOn: later,
          applied: true,
        },
      ],
      payment: {
        paymentId: 'order:order-1',
        orderId: 'order-1',
        userId: 'tenant-1',
        paymentStatus: 'PAYMENT_ACCEPTED',
        paymentRetries: 2,
        amount: 139.99,
        reason: null,
        createdOn: placedOn,
        updatedOn: placedOn,
      },
    });
    expect(reads).toMatchObject([{ name: 'Query', ConsistentRead: true }]);
    expect(reads[0].IndexName).toBeUndefined();
  });

  test('has what each event said', async () => {
    await api.put(...rows);
    const { timeline } = await api.run(tenant, ask, args);
    expect(timeline.map(({ eventData }: { eventData: string }) => JSON.parse(eventData))).toEqual([
      placed,
      accepted,
    ]);
  });

  test('is its owner’s and staff’s', async () => {
    await api.put(...rows);
    for (const reader of [tenant, caretaker, admin])
      expect(await api.run(reader, ask, args)).toMatchObject({ userId: 'tenant-1' });
    expect(await api.refusal(otherTenant, ask, args)).toMatchObject({ count: 1, errorType: 'Forbidden' });
    expect(await api.refusal(apiKey, ask, args)).toMatchObject({ errorType: 'Unauthorized' });
  });

  test('is CREATED until it moves, and says that it has no events and no payment', async () => {
    await api.put(order('order-1'));
    expect(await api.run(tenant, ask, args)).toMatchObject({
      status: 'CREATED',
      updatedOn: placedOn,
      timeline: [],
      payment: null,
    });
  });

  test('says when an event happened, unless a raw one names no instant', async () => {
    const named = [42, 'soon', '2030-13-01T08:00:00.000Z', '2030-05-01T24:00:00.000Z', later];
    await api.put(order('order-1'), progress('order-1'), claim);
    await api.put(
      ...named.map((updatedOn, index) => event('order-1', `GOSSIP_${index}`, { updatedOn }, false)),
    );
    const { timeline } = await api.run(tenant, ask, args);
    const said = timeline.map(({ occurredOn }: { occurredOn: string | null }) => occurredOn);
    expect(said.sort()).toEqual([placedOn, later, null, null, null, null].sort());
  });

  test('says why it ended', async () => {
    await api.put(order('order-1'), progress('order-1', { status: 'STOCK_DEPLETED', reason: 'no lamp' }));
    expect(await api.run(tenant, ask, args)).toMatchObject({ status: 'STOCK_DEPLETED', reason: 'no lamp' });
  });

  test('owes what was ordered before its payment says how much', async () => {
    await api.put(
      order('order-1'),
      payment('order-1', { paymentStatus: 'PAYMENT_PENDING', amountCents: undefined }),
    );
    expect((await api.run(tenant, ask, args)).payment).toMatchObject({
      paymentStatus: 'PAYMENT_PENDING',
      amount: 139.99,
    });
  });
});

describe('an order with more raw events than one page holds', () => {
  /** 1.2 MB; a page ends at 1: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
  const rawEventRows = Array.from({ length: 40 }, (_, index) =>
    event('order-1', `GOSSIP_${10 + index}`, { text: 'x'.repeat(30_000) }, false),
  );

  test('is answered with its status, its payment and what happened to it', async () => {
    await api.put(...rawEventRows, claim, order('order-1'), payment('order-1'));
    await api.put(progress('order-1', { status: 'DELIVERED', stock: 'SOLD', updatedOn: later }));
    await api.put(event('order-1', 'ORDER_DELIVERED_EVENT', { status: 'DELIVERED', updatedOn: later }));
    const answer = await api.run(tenant, ask, args);
    expect(answer).toMatchObject({ status: 'DELIVERED', payment: { paymentStatus: 'PAYMENT_ACCEPTED' } });
    const names = answer.timeline.map(({ eventName }: { eventName: string }) => eventName);
    expect(names.slice(0, 2)).toEqual([ORDER_PLACED_EVENT, 'ORDER_DELIVERED_EVENT']);
    expect(reads).toHaveLength(1);
  });

  test('is QUEUED while it is only claimed', async () => {
    await api.put(...rawEventRows, claim);
    expect(await api.run(tenant, ask, args)).toMatchObject({ status: 'QUEUED' });
  });
});

describe('a claimed order', () => {
  test('is QUEUED, as it was asked for', async () => {
    await api.put(claim);
    expect(await api.run(tenant, ask, args)).toMatchObject({
      orderId: 'order-1',
      userId: 'tenant-1',
      lines: [{ price: 19.99 }, { price: 100.01 }],
      amount: 139.99,
      status: 'QUEUED',
      createdOn: placedOn,
      updatedOn: placedOn,
      timeline: [{ eventName: ORDER_PLACED_EVENT }],
      payment: null,
    });
    expect(await api.refusal(otherTenant, ask, args)).toMatchObject({ count: 1, errorType: 'Forbidden' });
  });

  test('is none where the row is raw', async () => {
    await api.put(event('order-1', ORDER_PLACED_EVENT, placed, false));
    expect(await api.run(tenant, ask, args)).toBeNull();
    expect(await api.run(admin, ask, args)).toBeNull();
  });
});

test('what is not there is null, and what cannot be is refused', async () => {
  expect(await api.run(tenant, ask, args)).toBeNull();
  expect(await api.refusal(tenant, ask, { orderId: 'a#b' })).toMatchObject({
    errorType: 'InvalidArgument',
    errorInfo: { argument: 'orderId' },
  });
});

describe('a timeline', () => {
  const names = async () => {
    const { timeline: events } = await api.run(tenant, timeline);
    return events.map(({ eventName }: { eventName: string }) => eventName);
  };

  test('goes by the moment, and within one by the way orders go', async () => {
    const at = (name: string, updatedOn: string) => event('order-1', `ORDER_${name}_EVENT`, { updatedOn });
    await api.put(
      order('order-1'),
      at('CANCELED', later),
      at('PAYMENT_ACCEPTED', placedOn),
      at('STOCK_ALLOCATED', placedOn),
      at('CREATED', placedOn),
      at('PLACED', placedOn),
      at('SHIPPED', '2030-05-01T08:00:00.999Z'),
    );
    expect(await names()).toEqual(
      ['PLACED', 'CREATED', 'STOCK_ALLOCATED', 'PAYMENT_ACCEPTED', 'SHIPPED', 'CANCELED'].map(
        (name) => `ORDER_${name}_EVENT`,
      ),
    );
  });

  test('has raw events too, those that name no instant at the end', async () => {
    await api.put(
      order('order-1'),
      event('order-1', 'ORDER_SHIPPED_EVENT', {}, false),
      event('order-1', 'GOSSIP', { updatedOn: placedOn }),
      event('order-1', 'ORDER_DELIVERED_EVENT', { updatedOn: later }, false),
    );
    expect(await api.run(tenant, timeline)).toEqual({
      timeline: [
        { eventName: 'GOSSIP', applied: true },
        { eventName: 'ORDER_DELIVERED_EVENT', applied: false },
        { eventName: 'ORDER_SHIPPED_EVENT', applied: false },
      ],
    });
  });
});
