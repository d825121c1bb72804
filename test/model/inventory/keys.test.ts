import { describe, expect, test } from 'vitest';
import { restockEventOf, SKU_RESTOCKED_EVENT } from '../../../model/inventory/events.ts';
import { lotKey, restockEventKey, skuKey, skuPrefix, skusKey } from '../../../model/inventory/keys.ts';
import { Lot } from '../../../model/inventory/Lot.ts';
import { Sku } from '../../../model/inventory/Sku.ts';
import { SkuEvent } from '../../../model/inventory/SkuEvent.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';

describe('resolvers and Lambdas spell the same way', () => {
  test('the row of a SKU', () => {
    const sku = { sku: 'chair', units: 3, version: 1, updatedOn: instant };
    expect({ ...sku, ...skuKey('chair'), ...entityMetadata('Sku') }).toEqual(
      Sku.create(sku).params({ table }).Item,
    );
  });

  test('the row of a lot', () => {
    const lot = { sku: 'chair', lotId: 'lot-1', units: 3, restockedOn: instant };
    expect({ ...lot, ...lotKey('chair', 'lot-1'), ...entityMetadata('Lot') }).toEqual(
      Lot.create(lot).params({ table }).Item,
    );
  });

  test('the row of a restock’s event', () => {
    const eventData = { sku: 'chair', lotId: 'lot-1', units: 3, updatedOn: instant };
    const event = restockEventOf(eventData, 1_000_000, 30);
    expect(event).toMatchObject({
      eventName: SKU_RESTOCKED_EVENT,
      applied: true,
      ttl: 1_000_000 + 30 * 86_400,
    });
    expect({ ...event, ...restockEventKey('chair', 'lot-1'), ...entityMetadata('SkuEvent') }).toEqual(
      SkuEvent.create(event).params({ table }).Item,
    );
  });

  test('where all SKUs are found', () => {
    const { ExpressionAttributeValues } = Sku.query.bySku({}).params({ table });
    expect(Object.values(ExpressionAttributeValues)).toEqual([skusKey, skuPrefix]);
  });
});
