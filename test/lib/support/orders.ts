import type { Construct } from 'constructs';
import { BufferedMutation } from '../../../lib/constructs/BufferedMutation.ts';
import { EventWorker } from '../../../lib/constructs/EventWorker.ts';
import { PublishRule } from '../../../lib/constructs/PublishRule.ts';
import { TableField } from '../../../lib/constructs/TableField.ts';
import type { Platform } from '../../../lib/platform/Platform.ts';

/** One of each construct, on the code in `fixtures/code`. */
export const orders = (scope: Construct, platform: Platform) => {
  new BufferedMutation(scope, 'CreateOrder', { platform, domain: 'orders', field: 'createOrder', rows: {} });
  new EventWorker(scope, 'SyncOrder', {
    platform,
    domain: 'orders',
    worker: 'syncOrder',
    eventNames: ['ORDER_PLACED_EVENT'],
    rows: {},
  });
  new TableField(scope, 'GetOrder', { platform, domain: 'orders', typeName: 'Query', field: 'getOrder' });
  new TableField(scope, 'ShipOrder', {
    platform,
    domain: 'orders',
    typeName: 'Mutation',
    field: 'shipOrder',
    steps: ['read', 'write'],
  });
  new TableField(scope, 'PublishOrderField', {
    platform,
    domain: 'orders',
    typeName: 'Mutation',
    field: 'publishOrder',
    source: 'none',
  });
  new TableField(platform.subscriptions, 'OnOrder', {
    platform,
    domain: 'orders',
    typeName: 'Subscription',
    field: 'onOrder',
    source: 'none',
  });
  new PublishRule(scope, 'PublishOrder', {
    platform,
    eventNames: ['ORDER_PLACED_EVENT'],
    mutation: 'publishOrder',
    variables: { id: '$.detail.eventData.orderId.S' },
    selection: 'id',
  });
};
