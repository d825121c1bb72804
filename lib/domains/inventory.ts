import type { Construct } from 'constructs';
import { STOCK_LEVEL_EVENT } from '../../model/inventory/events.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { TableField } from '../constructs/TableField.ts';
import { stockSource } from '../platform/eventSource.ts';
import type { Platform } from '../platform/Platform.ts';

/** What can be ordered: restocked, listed, held for orders, and told of. */
export const inventory = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'inventory' };

  new TableField(scope, 'RestockSkuField', { ...shared, typeName: 'Mutation', field: 'restockSku' });
  new TableField(scope, 'ListSkus', { ...shared, typeName: 'Query', field: 'listSkus' });
  announcements(scope, platform);
};

/** Units on hand as they change, told to whoever subscribed. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'inventory', source: 'none' as const };

  new TableField(scope, 'PublishStockLevelField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishStockLevel',
  });
  new TableField(scope, 'OnStockLevel', { ...shared, typeName: 'Subscription', field: 'onStockLevel' });
  new PublishRule(scope, 'PublishStockLevel', {
    platform,
    eventNames: [STOCK_LEVEL_EVENT],
    source: stockSource,
    mutation: 'publishStockLevel',
    variables: {
      sku: '$.detail.eventData.sku.S',
      units: '$.detail.eventData.units.N',
      updatedOn: '$.detail.eventData.updatedOn.S',
    },
    variableTypes: { updatedOn: 'AWSDateTime!' },
    selection: 'sku units updatedOn',
  });
};
