import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { sagaFlow } from '../../model/orders/events.ts';
import { replyNames, SAGA_RETRIED_EVENT } from '../../model/sagas/events.ts';
import { EventWorker } from '../constructs/EventWorker.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { ScheduledWorker } from '../constructs/ScheduledWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable, type TableGrants } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** What a saga's next step reads and writes: its own rows, and of the order how it ends. */
const takesSteps: TableGrants = {
  gets: ['orders', 'sagas'],
  puts: ['orders', 'sagas'],
  updates: ['orders'],
};

/** Leads the creation of orders that are brought to an apartment: what others do of it are events they follow. */
export const sagas = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['sagas'],
    queries: ['sagas', 'waitingSagas'],
    puts: ['sagas'],
  });
  const shared = { platform, domain: 'sagas' };

  for (const field of ['saga', 'stuckSagas'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  new TableField(scope, 'RetrySaga', {
    ...shared,
    typeName: 'Mutation',
    field: 'retrySaga',
    steps: ['read', 'retry'],
  });
  new EventWorker(scope, 'CreateOrderSaga', {
    ...shared,
    worker: 'createOrderSaga',
    eventNames: ['ORDER_CREATED_EVENT', 'ORDER_CANCELED_EVENT', SAGA_RETRIED_EVENT, ...replyNames],
    where: { flow: [sagaFlow] },
    // Who repeats a command asks whether its saga still waits for it.
    rows: takesSteps,
  });
  new ScheduledWorker(scope, 'SweepSagas', {
    ...shared,
    worker: 'sweepSagas',
    every: Duration.minutes(5),
    message: { sweep: 'all' },
    batchSize: 1,
    timeout: Duration.seconds(30),
    rows: { ...takesSteps, queries: ['waitingSagas'] },
  });
};
