import type { Construct } from 'constructs';
import { sagaFlow } from '../../model/orders/states.ts';
import { cardEventNames } from '../../model/search/states.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** Orders are found by what was ordered, where it goes and how far it has come. */
export const search = (scope: Construct, platform: Platform): void => {
  const { orderCards } = platform.settings;
  grantTable(platform.sources.table, platform.table, {
    batchGets: ['orders', 'cards'],
    queries: ['userOrders', 'allOrders', 'phaseCards', 'buildingCards'],
  });
  new TableField(scope, 'SearchOrders', {
    platform,
    domain: 'orders',
    typeName: 'Query',
    field: 'searchOrders',
    steps: ['walk', 'check', 'walk2', 'check2', 'walk3', 'check3', 'walk4', 'check4'],
  });
  new EventWorker(scope, 'ProjectOrders', {
    platform,
    domain: 'search',
    worker: 'projectOrders',
    eventNames: cardEventNames,
    // An event that no rule matches is not sent, received or worked on, so other orders cost nothing here.
    ...(orderCards === 'deliveries' && { where: { flow: [sagaFlow] } }),
    environment: { ORDER_CARDS: orderCards },
    rows: {
      gets: ['orders', 'apartments', 'cards'],
      batchGets: ['orders', 'apartments', 'cards'],
      queries: ['allOrders'],
      puts: ['cards'],
    },
  });
};
