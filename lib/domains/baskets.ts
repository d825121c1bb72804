import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { basketEventNames } from '../../model/baskets/events.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { ScheduledWorker } from '../constructs/ScheduledWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** Baskets: started, filled, canceled and expired. Their check-out goes through the queue of orders, and stands there. */
export const baskets = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['users', 'baskets'],
    batchGets: ['users', 'baskets', 'offers', 'orders'],
    checks: ['users'],
    puts: ['users', 'baskets'],
    updates: ['baskets'],
    deletes: ['users'],
  });
  const shared = { platform, domain: 'baskets' };

  for (const [field, steps] of Object.entries({
    startBasket: ['find', 'read', 'start', 'readStarted', 'price'],
    addToBasket: ['read', 'change', 'price'],
    removeFromBasket: ['read', 'change', 'price'],
    setBasketUnits: ['read', 'change', 'price'],
    cancelBasket: ['read', 'cancel', 'price'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field, steps });
  for (const [field, steps] of Object.entries({
    basket: ['read', 'price'],
    openBasket: ['find', 'read', 'price'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field, steps });

  new ScheduledWorker(scope, 'SweepBaskets', {
    ...shared,
    worker: 'sweepBaskets',
    every: Duration.minutes(15),
    message: { sweep: 'baskets' },
    rows: { queries: ['openBaskets'], puts: ['baskets'], updates: ['baskets'], deletes: ['users'] },
    // One message ends hundreds of baskets.
    batchSize: 1,
    timeout: Duration.minutes(1),
  });
  // On the bus for whoever follows: nothing of ours does yet.
  platform.announced.add({ eventNames: basketEventNames, applied: true });
};
