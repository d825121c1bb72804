import type { Construct } from 'constructs';
import { participationEventNames, productEventNames } from '../../model/catalog/events.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { QueueWorker } from '../constructs/QueueWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** Stores and what they sell: streams of events, of which state, snapshots and offers are made. */
export const catalog = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['stores', 'products'],
    queries: ['products', 'allStores', 'storeProducts'],
    checks: ['stores'],
    puts: ['stores', 'products', 'offers'],
    updates: ['offers'],
    deletes: ['stores', 'offers'],
  });
  const shared = { platform, domain: 'catalog' };

  new TableField(scope, 'CreateStore', { ...shared, typeName: 'Mutation', field: 'createStore' });
  for (const field of [
    'rebrandStore',
    'enableStoreParticipation',
    'disableStoreParticipation',
    'addProduct',
    'rebrandProduct',
    'increaseProductPrice',
    'decreaseProductPrice',
    'removeProduct',
  ])
    new TableField(scope, capitalized(field), {
      ...shared,
      typeName: 'Mutation',
      field,
      steps: ['read', 'write'],
    });
  for (const field of ['store', 'listStores', 'catalog'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  new TableField(scope, 'Product', {
    ...shared,
    typeName: 'Query',
    field: 'product',
    steps: ['read', 'snapshot', 'fold'],
  });
  new TableField(scope, 'History', { ...shared, typeName: 'Product', field: 'history' });
  workers(scope, platform);
  announcements(scope, platform);
};

const workers = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'catalog' };

  new EventWorker(scope, 'UpdateOffers', {
    ...shared,
    worker: 'updateOffers',
    eventNames: participationEventNames,
    rows: { gets: ['stores'], batchGets: ['offers'], queries: ['stores'], updates: ['offers'] },
  });
  // Nothing but an operator sends to it: whose rows are lost or wrong is known by looking.
  new QueueWorker(scope, 'RebuildCatalog', {
    ...shared,
    worker: 'rebuildCatalog',
    outputPrefix: 'RebuildCatalog',
    rows: {
      gets: ['stores'],
      queries: ['stores', 'products'],
      checks: ['stores'],
      puts: ['stores', 'products', 'offers'],
    },
  });
};

/** Publishes each change of a product to its subscribers, as the product is stored. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'catalog' };

  new TableField(scope, 'PublishProductChangeField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishProductChange',
  });
  new TableField(platform.subscriptions, 'OnProductChange', {
    ...shared,
    source: 'none',
    typeName: 'Subscription',
    field: 'onProductChange',
  });
  new PublishRule(scope, 'PublishProductChange', {
    platform,
    eventNames: productEventNames,
    mutation: 'publishProductChange',
    variables: { id: '$.detail.eventData.productId.S', traceId: '$.detail.traceId' },
    variableTypes: { id: 'ID!', traceId: 'String' },
    selection: 'id storeId name description price offered version updatedOn traceId',
  });
};
