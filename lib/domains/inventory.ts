import type { Construct } from 'constructs';
import { SKU_RESTOCKED_EVENT, STOCK_LEVEL_EVENT } from '../../model/inventory/events.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { EventWorker, type EventWorkerProps } from '../constructs/EventWorker.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { TableField } from '../constructs/TableField.ts';
import { stockSource } from '../platform/eventPipes.ts';
import { grantTable, type TableGrants } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/**
 * Concurrent transactions on one SKU conflict: a few at a time finish sooner than many.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
const orderly = { maxConcurrency: 2 };

const taken = { stock: ['HELD', 'SOLD'] };

/** A saga sees to the units of its order by itself. */
const withoutSaga = { without: ['flow'] };

/** Whoever returns an order's units reads the order, and writes where they went. */
const returnsUnits: TableGrants = { gets: ['orders'], updates: ['orders', 'skus'] };

/** What can be ordered: restocked, listed, held for orders and published. */
export const inventory = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['lots', 'lotEvents'],
    queries: ['skus'],
    puts: ['lotEvents'],
  });
  const shared = { platform, domain: 'inventory' };

  new TableField(scope, 'RestockSkuField', {
    ...shared,
    typeName: 'Mutation',
    field: 'restockSku',
    steps: ['read', 'put'],
  });
  new TableField(scope, 'ListSkus', { ...shared, typeName: 'Query', field: 'listSkus' });
  workers(scope, platform);
  announcements(scope, platform);
};

/** What follows from lots and orders; of orders that end, only from those that took units. */
const workers = (scope: Construct, platform: Platform): void => {
  for (const [worker, events] of Object.entries({
    restockSku: {
      eventNames: [SKU_RESTOCKED_EVENT],
      rows: { checks: ['lotEvents'], puts: ['lots'], updates: ['skus'] },
    },
    allocateOrderStock: {
      eventNames: ['ORDER_CREATED_EVENT'],
      ...withoutSaga,
      rows: { checks: ['orders'], puts: ['orders'], updates: ['skus'] },
    },
    completeOrderPaymentAccepted: {
      eventNames: ['ORDER_PAYMENT_ACCEPTED_EVENT'],
      ...withoutSaga,
      where: { stock: ['HELD'] },
      rows: { updates: ['orders'] },
    },
    deallocateOrderPaymentRejected: {
      eventNames: ['ORDER_PAYMENT_REJECTED_EVENT'],
      ...withoutSaga,
      where: taken,
      rows: returnsUnits,
    },
    compensateCanceledOrder: {
      eventNames: ['ORDER_CANCELED_EVENT'],
      ...withoutSaga,
      where: taken,
      rows: returnsUnits,
    },
  } satisfies Record<string, Pick<EventWorkerProps, 'eventNames' | 'where' | 'without' | 'rows'>>))
    new EventWorker(scope, capitalized(worker), {
      platform,
      domain: 'inventory',
      worker,
      ...events,
      ...orderly,
    });
};

/** Publishes the units on hand to their subscribers. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'inventory', source: 'none' as const };

  new TableField(scope, 'PublishStockLevelField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishStockLevel',
  });
  new TableField(platform.subscriptions, 'OnStockLevel', {
    ...shared,
    typeName: 'Subscription',
    field: 'onStockLevel',
  });
  new PublishRule(scope, 'PublishStockLevel', {
    platform,
    eventNames: [STOCK_LEVEL_EVENT],
    source: stockSource,
    mutation: 'publishStockLevel',
    variables: {
      sku: '$.detail.eventData.sku.S',
      units: '$.detail.eventData.units.N',
      version: '$.detail.eventData.version.N',
      updatedOn: '$.detail.eventData.updatedOn.S',
    },
    variableTypes: { updatedOn: 'AWSDateTime!' },
    selection: 'sku units version updatedOn',
  });
};
