import { describe, expect, test } from 'vitest';
import { orderSchema } from '../../../model/orders/Order.ts';
import { buildingCardsKey, cardKey, cardSortPrefix, phaseCardsKey } from '../../../model/search/keys.ts';
import { OrderCard, orderCardSchema } from '../../../model/search/OrderCard.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const lines = [
  { sku: 'chair', units: 2, priceCents: 4_999, productId: 'p-1', productVersion: 3, storeId: 's-1' },
];
const card = {
  orderId: 'o-1',
  userId: 'u-1',
  lines,
  amountCents: 9_998,
  createdOn: instant,
  phase: 'OPEN',
  buildingId: '',
} as const;
const itemOf = (stored: OrderCard) => OrderCard.put(stored).params({ table }).Item;

const byPhase = {
  ...cardKey('o-1'),
  gsi1pk: phaseCardsKey('OPEN'),
  gsi1sk: `${cardSortPrefix}${instant}#o-1`,
};

describe('resolvers and Lambdas spell the same way', () => {
  test('the card of an order that is brought nowhere, which is in one index', () => {
    expect({ ...card, ...byPhase, ...entityMetadata('OrderCard') }).toEqual(itemOf(card));
  });

  test('the card of an order that is brought to a building, which is in both', () => {
    const delivered = { ...card, deliverTo: 'a-1', flow: 'SAGA', buildingId: 'b-1' };
    expect({
      ...delivered,
      ...byPhase,
      gsi2pk: buildingCardsKey('b-1'),
      gsi2sk: `${cardSortPrefix}${instant}#o-1`,
      ...entityMetadata('OrderCard'),
    }).toEqual(itemOf(delivered));
  });
});

test('a card has every attribute of its order', () => {
  const attributesOf = (schema: typeof orderSchema | typeof orderCardSchema) => ({
    names: Object.keys(schema.attributes),
    ofLines: Object.keys(schema.attributes.lines.items.properties),
  });
  const [order, copy] = [attributesOf(orderSchema), attributesOf(orderCardSchema)];
  expect(copy.names).toEqual(expect.arrayContaining(order.names));
  expect(copy.ofLines).toEqual(expect.arrayContaining(order.ofLines));
});
