import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { eventSource } from './eventSource.ts';
import type { Settings } from './Settings.ts';

/** The bus every event is announced on, and its archive: what was announced can be replayed while its row lives. */
export const createBus = (scope: Construct, { eventTtlDays }: Settings) => {
  const bus = new EventBus(scope, 'Bus');
  bus.archive('Archive', {
    eventPattern: { source: [eventSource] },
    retention: Duration.days(eventTtlDays),
  });
  return bus;
};
