import type { Construct } from 'constructs';
import { listEventNames, shoppingCommands } from '../../model/fulfilment/events.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** What is ordered to an apartment: listed by building, fetched by staff, made ready. */
export const fulfilment = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['shoppingLists', 'caretakers'],
    batchGets: ['shoppingLists', 'orders'],
    queries: ['allShoppingLists', 'buildingShoppingLists'],
    checks: ['orders', 'users'],
    puts: ['shoppingLists', 'orders'],
    updates: ['caretakers', 'orders'],
  });
  const shared = { platform, domain: 'fulfilment' };

  for (const field of ['shoppingList', 'shoppingLists', 'availability'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  new TableField(scope, 'SetAvailability', { ...shared, typeName: 'Mutation', field: 'setAvailability' });
  for (const [field, step] of Object.entries({
    assignShoppingList: 'assign',
    releaseShoppingList: 'release',
    completeShoppingList: 'complete',
  }))
    new TableField(scope, capitalized(field), {
      ...shared,
      typeName: 'Mutation',
      field,
      steps: ['read', step],
    });
  new EventWorker(scope, 'RunShoppingCommands', {
    ...shared,
    worker: 'runShoppingCommands',
    eventNames: shoppingCommands,
    // Like allocation: a few transactions on one SKU at a time finish sooner than many.
    maxConcurrency: 2,
    rows: {
      gets: ['orders', 'apartments', 'shoppingLists'],
      batchGets: ['offers'],
      queries: ['sagas'],
      checks: ['orders'],
      puts: ['orders', 'shoppingLists', 'sagas'],
      updates: ['orders', 'skus', 'caretakers'],
    },
  });
  announcements(scope, platform);
};

/** Publishes lists as they change. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'fulfilment', source: 'none' as const };

  new TableField(scope, 'PublishShoppingListField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishShoppingList',
  });
  new TableField(platform.subscriptions, 'OnShoppingList', {
    ...shared,
    typeName: 'Subscription',
    field: 'onShoppingList',
  });
  new PublishRule(scope, 'PublishShoppingList', {
    platform,
    eventNames: listEventNames,
    mutation: 'publishShoppingList',
    variables: {
      id: '$.detail.eventData.listId.S',
      buildingId: '$.detail.eventData.buildingId.S',
      status: '$.detail.eventData.status.S',
      assignedTo: '$.detail.eventData.assignedTo.S',
      updatedOn: '$.detail.eventData.updatedOn.S',
    },
    variableTypes: {
      id: 'ID!',
      buildingId: 'ID!',
      status: 'ShoppingListStatus!',
      assignedTo: 'ID',
      updatedOn: 'AWSDateTime!',
    },
    selection: 'id buildingId status assignedTo updatedOn',
  });
};
