import { beforeEach, describe, expect, test } from 'vitest';
import { userKey } from '../../../model/accounts/keys.ts';
import { orderKey } from '../../../model/orders/keys.ts';
import { PlaceOrder } from '../../../model/orders/messages.ts';
import { admin, caretaker, startApi, tenant, type StartedApi } from '../startApi.ts';
import { offered, offerRow } from './rows.ts';

const place = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';
const orderId = 'order-1';
const ticket = { id: orderId, status: 'QUEUED' };

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  for (const { identity } of [tenant, caretaker, admin]) {
    const { sub: id } = identity as { sub: string };
    await api.put({ ...userKey(id), id, enabled: true });
  }
  await api.put(
    offerRow('lamp', 1999),
    offerRow('desk', 25_000, { productId: 'product-2', productVersion: 1 }),
  );
});

const inputOf = (...lines: object[]) => ({ input: { orderId, lines } });
const ticketFor = (lines: object[], caller = tenant) => api.run(caller, place, inputOf(...lines));
const refusalOf = (lines: object[], caller = tenant) => api.refusal(caller, place, inputOf(...lines));
const claims = () => api.rows('EVENT#');
/** The lines that the queue got. */
const queued = () => api.messages().map(({ lines }) => lines);

describe('the catalogue’s price', () => {
  test.each([
    ['is taken where the client names none', {}],
    ['is taken where the client names null', { price: null }],
    ['is taken where the client names it', { price: 19.99 }],
  ])('%s, and frozen with the product and its version', async (_what, named) => {
    expect(await ticketFor([{ sku: 'lamp', units: 2, ...named }])).toEqual(ticket);
    const lines = [{ sku: 'lamp', units: 2, priceCents: 1999, ...offered }];
    expect(queued()).toEqual([lines]);
    expect(PlaceOrder.parse(api.messages()[0])).toEqual(api.messages()[0]);
    expect(await claims()).toMatchObject([{ eventData: { lines, amountCents: 3998 } }]);
  });

  test('is read once for a SKU that two lines name', async () => {
    const { BatchGetItem } = api.tableActions;
    const asked: number[] = [];
    api.tableActions.BatchGetItem = async (input, call) => {
      // Of the table's own name there is one.
      for (const { Keys } of Object.values<any>(input.RequestItems)) asked.push(Keys.length);
      return BatchGetItem!(input, call);
    };
    await ticketFor([
      { sku: 'lamp', units: 1 },
      { sku: 'desk', units: 1 },
      { sku: 'lamp', units: 4, price: 19.99 },
    ]);
    // The person, the order, the lamp and the desk.
    expect(asked).toEqual([4]);
    expect(queued()).toEqual([
      [
        { sku: 'lamp', units: 1, priceCents: 1999, ...offered },
        {
          sku: 'desk',
          units: 1,
          priceCents: 25_000,
          productId: 'product-2',
          productVersion: 1,
          storeId: 'store-1',
        },
        { sku: 'lamp', units: 4, priceCents: 1999, ...offered },
      ],
    ]);
  });

  test.each([
    ['lower', 19.98],
    ['higher', 20],
    ['nothing', 0],
    ['the price of a cent', 0.01],
  ])('is told to whoever names another: %s', async (_what, price) => {
    for (const caller of [tenant, caretaker])
      expect(
        await refusalOf(
          [
            { sku: 'desk', units: 1 },
            { sku: 'lamp', units: 1, price },
          ],
          caller,
        ),
      ).toMatchObject({
        count: 1,
        errorType: 'PriceChanged',
        errorInfo: { sku: 'lamp', price: 19.99 },
      });
    expect(await claims()).toEqual([]);
    expect(api.sent).toEqual([]);
  });

  test('does not differ within an order: of two lines that name two prices for one SKU one is refused', async () => {
    const lines = [
      { sku: 'lamp', units: 1, price: 19.99 },
      { sku: 'lamp', units: 1, price: 5 },
    ];
    expect(await refusalOf(lines)).toMatchObject({ errorType: 'PriceChanged', errorInfo: { sku: 'lamp' } });
  });
});

describe('what nobody sells', () => {
  test.each([
    ['never was in the catalogue', 'sofa'],
    ['is of a store that takes no part', 'kettle'],
    ['is a service, which is booked', 'service-1'],
  ])('cannot be ordered: it %s', async (_what, sku) => {
    await api.put(
      offerRow('kettle', 500, { participating: false }),
      offerRow('service-1', 500, { productId: 'service-1' }),
    );
    for (const named of [{}, { price: 5 }])
      expect(
        await refusalOf([
          { sku: 'lamp', units: 1 },
          { sku, units: 1, ...named },
        ]),
      ).toMatchObject({
        count: 1,
        errorType: 'NotOffered',
        errorInfo: { sku },
      });
    expect(await claims()).toEqual([]);
    expect(api.sent).toEqual([]);
  });
});

describe('an Admin', () => {
  test('sells at another price, and then no product says so', async () => {
    await ticketFor(
      [
        { sku: 'lamp', units: 1, price: 15 },
        { sku: 'desk', units: 1, price: 250 },
      ],
      admin,
    );
    expect(queued()).toEqual([
      [
        { sku: 'lamp', units: 1, priceCents: 1500 },
        {
          sku: 'desk',
          units: 1,
          priceCents: 25_000,
          productId: 'product-2',
          productVersion: 1,
          storeId: 'store-1',
        },
      ],
    ]);
  });

  test('sells what is not offered at a price named, and not without one', async () => {
    expect(await refusalOf([{ sku: 'sofa', units: 1 }], admin)).toMatchObject({ errorType: 'NotOffered' });
    await ticketFor([{ sku: 'sofa', units: 1, price: 0 }], admin);
    expect(queued()).toEqual([[{ sku: 'sofa', units: 1, priceCents: 0 }]]);
  });
});

describe('an order that is sent again after the price changed', () => {
  const lines = [{ sku: 'lamp', units: 2, price: 19.99 }];
  const frozen = [{ sku: 'lamp', units: 2, priceCents: 1999, ...offered }];
  const changes: [string, object | undefined][] = [
    ['changed', offerRow('lamp', 2999, { productVersion: 4 })],
    ['is that of a store that takes no part', offerRow('lamp', 1999, { participating: false })],
  ];

  test.each(changes)(
    'gets its ticket and is queued as it was claimed: the price %s',
    async (_what, offer) => {
      await ticketFor(lines);
      await api.put(offer!);
      expect(await ticketFor(lines)).toEqual(ticket);
      expect(await ticketFor([{ sku: 'lamp', units: 2 }])).toEqual(ticket);
      expect(queued()).toEqual([frozen, frozen, frozen]);
      expect(new Set(api.messages().map(({ placedOn }) => placedOn)).size).toBe(1);
      expect(await claims()).toHaveLength(1);
    },
  );

  test.each(changes)('gets its ticket once it is stored: the price %s', async (_what, offer) => {
    await api.put({ ...orderKey(orderId), orderId, userId: 'tenant-1', lines: frozen }, offer!);
    expect(await ticketFor(lines)).toEqual(ticket);
    expect(await ticketFor([{ sku: 'lamp', units: 2 }])).toEqual(ticket);
    expect(api.sent).toEqual([]);
  });

  test('is another order where it names the new price', async () => {
    await ticketFor(lines);
    await api.put(offerRow('lamp', 2999));
    expect(await refusalOf([{ ...lines[0], price: 29.99 }])).toMatchObject({ errorType: 'OrderConflict' });
    expect(await refusalOf([{ ...lines[0], price: 25 }])).toMatchObject({ errorType: 'OrderConflict' });
    expect(await claims()).toMatchObject([{ eventData: { lines: frozen } }]);
  });

  test('is refused where nothing was claimed but a raw event, which stays', async () => {
    await ticketFor(lines);
    const [claim] = await claims();
    await api.put({ ...claim!, applied: false }, offerRow('lamp', 2999));
    expect(await refusalOf(lines)).toMatchObject({ errorType: 'PriceChanged', errorInfo: { price: 29.99 } });
    expect(await claims()).toMatchObject([{ applied: false }]);
  });
});

test('an order that a basket made is not this one', async () => {
  await ticketFor([{ sku: 'lamp', units: 2 }]);
  const [claim] = await claims();
  await api.put({ ...claim!, eventData: { ...claim!.eventData, deliverTo: 'apartment-1', flow: 'SAGA' } });
  expect(await refusalOf([{ sku: 'lamp', units: 2 }])).toMatchObject({ errorType: 'OrderConflict' });
});
