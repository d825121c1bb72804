import type { Construct } from 'constructs';
import { ORDER_DELAYED_EVENT, ORDER_RESUMED_EVENT } from '../../model/deadLetters/events.ts';
import { ORDER_PLACED_EVENT, orderEventNames } from '../../model/orders/events.ts';
import { BufferedField, BufferedMutation } from '../constructs/BufferedMutation.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** Goods: ordered, allocated, shipped and published. */
export const orders = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['users', 'orders', 'bookings'],
    batchGets: ['users', 'orders', 'baskets', 'offers', 'apartments'],
    queries: ['orders', 'userOrders', 'allOrders'],
    checks: ['users', 'apartments', 'bookings'],
    puts: [platform.settings.chaosDoor ? 'rawEvents' : 'orders', 'users'],
    updates: ['orders', 'baskets'],
    deletes: ['orders', 'users'],
  });
  const shared = { platform, domain: 'orders' };

  const { queue } = new BufferedMutation(scope, 'PlaceOrder', {
    ...shared,
    field: 'placeOrder',
    joins: true,
    // A basket's event is written with the basket's order.
    rows: { checks: ['orders'], puts: ['orders', 'baskets'] },
  });
  new BufferedField(scope, 'CheckOutBasket', {
    ...shared,
    field: 'checkOutBasket',
    reads: ['quote', 'stay'],
    joins: true,
    queue,
  });
  for (const field of ['cancelOrder', 'shipOrder', 'deliverOrder'])
    new TableField(scope, capitalized(field), {
      ...shared,
      typeName: 'Mutation',
      field,
      steps: ['read', 'move'],
    });
  if (platform.settings.chaosDoor)
    new TableField(scope, 'SimulateRawEvent', { ...shared, typeName: 'Mutation', field: 'simulateRawEvent' });
  new TableField(scope, 'Order', { ...shared, typeName: 'Query', field: 'order' });
  for (const [field, steps] of Object.entries({
    listOrders: ['query', 'progress'],
    listOrderPayments: ['query', 'payments'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field, steps });
  new EventWorker(scope, 'SyncOrder', {
    ...shared,
    worker: 'syncOrder',
    eventNames: [ORDER_PLACED_EVENT, ...orderEventNames],
    applied: false,
    rows: { gets: ['orders'], puts: ['orders'], updates: ['orders'] },
  });
  announcements(scope, platform);
};

/** Publishes each status to its subscribers. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'orders', source: 'none' as const };

  new TableField(scope, 'PublishOrderStatusField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishOrderStatus',
  });
  new TableField(platform.subscriptions, 'OnOrderStatus', {
    ...shared,
    typeName: 'Subscription',
    field: 'onOrderStatus',
  });
  new PublishRule(scope, 'PublishOrderStatus', {
    platform,
    eventNames: [...orderEventNames, ORDER_DELAYED_EVENT, ORDER_RESUMED_EVENT],
    mutation: 'publishOrderStatus',
    variables: {
      orderId: '$.detail.eventData.orderId.S',
      userId: '$.detail.eventData.userId.S',
      status: '$.detail.eventData.status.S',
      reason: '$.detail.eventData.reason.S',
      updatedOn: '$.detail.eventData.updatedOn.S',
      traceId: '$.detail.traceId',
    },
    variableTypes: {
      orderId: 'ID!',
      userId: 'ID!',
      status: 'OrderStatus!',
      reason: 'String',
      updatedOn: 'AWSDateTime!',
      traceId: 'String',
    },
    selection: 'orderId userId status reason updatedOn traceId',
  });
};
