import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { deadLetterEventNames } from '../../model/deadLetters/events.ts';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { ScheduledWorker } from '../constructs/ScheduledWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantLetters, seeLetters } from '../platform/grantLetters.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** What was given up: found in the queues of all domains, listed for Admins and told to the owners. */
export const deadLetters = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    queries: ['deadLetters', 'allDeadLetters', 'queueDeadLetters'],
  });
  const shared = { platform, domain: 'deadLetters' };

  for (const field of ['deadLetters', 'deadLetter'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  recorder(scope, platform);
  announcements(scope, platform);
};

/** Looks into the queues. Its stack imports nothing of theirs: it finds them by name. */
const recorder = (scope: Construct, platform: Platform): void => {
  const { settings } = platform;
  const { function: worker } = new ScheduledWorker(scope, 'RecordDeadLetters', {
    platform,
    domain: 'deadLetters',
    worker: 'recordDeadLetters',
    every: Duration.minutes(settings.deadLetterMinutes),
    message: { scan: 'all' },
    timeout: Duration.seconds(60),
    // Two looks at one queue would each see a part of it.
    batchSize: 1,
    rows: {
      gets: ['deadLetters', 'orders', 'bookings'],
      queries: ['queueScans', 'queueDeadLetters', 'orders', 'bookings', 'users'],
      checks: ['orders', 'bookings'],
      puts: ['deadLetters', 'deadLetterEvents', 'queueScans', 'orders', 'bookings', 'bookingEvents'],
      deletes: ['orders', 'bookings'],
    },
    environment: { STAGE: settings.stage },
  });
  grantLetters(worker, settings, seeLetters);
};

/** Publishes letters as they come and go. */
const announcements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'deadLetters', source: 'none' as const };

  new TableField(scope, 'PublishDeadLetterField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishDeadLetter',
  });
  new TableField(platform.subscriptions, 'OnDeadLetter', {
    ...shared,
    typeName: 'Subscription',
    field: 'onDeadLetter',
  });
  new PublishRule(scope, 'PublishDeadLetter', {
    platform,
    eventNames: deadLetterEventNames,
    mutation: 'publishDeadLetter',
    variables: {
      id: '$.detail.eventData.letterId.S',
      queue: '$.detail.eventData.queue.S',
      status: '$.detail.eventData.status.S',
      deathClass: '$.detail.eventData.deathClass.S',
      errorCode: '$.detail.eventData.errorCode.S',
      reason: '$.detail.eventData.reason.S',
      failingStep: '$.detail.eventData.failingStep.S',
      entityType: '$.detail.eventData.entityType.S',
      entityId: '$.detail.eventData.entityId.S',
      updatedOn: '$.detail.eventData.updatedOn.S',
    },
    variableTypes: {
      id: 'ID!',
      status: 'DeadLetterStatus!',
      deathClass: 'DeathClass!',
      reason: 'String',
      failingStep: 'String',
      entityType: 'String',
      entityId: 'String',
      updatedOn: 'AWSDateTime!',
    },
    selection: 'id queue status deathClass errorCode reason failingStep entityType entityId updatedOn',
  });
};
