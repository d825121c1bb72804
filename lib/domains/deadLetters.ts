import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { deadLetterEventNames, LETTER_RUN_EVENT } from '../../model/deadLetters/events.ts';
import { enqueueFunction } from '../constructs/BufferedMutation.ts';
import { capitalized, PipelineResolver, stepFunction } from '../constructs/PipelineResolver.ts';
import { PublishRule } from '../constructs/PublishRule.ts';
import { QueueWorker } from '../constructs/QueueWorker.ts';
import { ScheduledWorker } from '../constructs/ScheduledWorker.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantHome, grantLetters, seeLetters } from '../platform/grantLetters.ts';
import { grantSend } from '../platform/grantQueue.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** What was given up: found in the queues of all domains, listed for Admins and told to the owners. */
export const deadLetters = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['letterRuns'],
    queries: ['deadLetters', 'queueScans', 'letterRuns', 'allDeadLetters', 'queueDeadLetters'],
  });
  const shared = { platform, domain: 'deadLetters' };

  for (const field of ['deadLetters', 'deadLetter', 'deadLetterQueues', 'deadLetterHistory'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  new TableField(scope, 'Deaths', { ...shared, typeName: 'Operations', field: 'deaths' });
  recorder(scope, platform);
  mover(scope, platform);
  announcements(scope, platform);
  runAnnouncements(scope, platform);
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
  });
  grantLetters(worker, settings, seeLetters);
};

/** Rows of what letters are about, which are told to be delayed or not any more. */
const delays = {
  gets: ['deadLetters', 'orders', 'bookings'],
  queries: ['queueDeadLetters', 'orders', 'bookings', 'users'],
  checks: ['orders', 'bookings'],
  deletes: ['orders', 'bookings'],
} as const;

/** Moves letters when an Admin says so: the mutations only make its messages. */
const mover = (scope: Construct, platform: Platform): void => {
  const { settings } = platform;
  const worker = 'moveLetters';
  const { queue, function: mover } = new QueueWorker(scope, 'MoveLetters', {
    platform,
    domain: 'deadLetters',
    worker,
    outputPrefix: 'MoveLetters',
    timeout: Duration.seconds(60),
    batchSize: 1,
    rows: {
      gets: [...delays.gets, 'letterRuns', 'queueLocks'],
      queries: [...delays.queries, 'letterRunDetails'],
      checks: delays.checks,
      puts: [
        ...(['deadLetters', 'deadLetterEvents', 'orders', 'bookingEvents'] as const),
        ...(['letterRuns', 'letterRunDetails', 'letterRunEvents', 'queueLocks', 'queueScans'] as const),
      ],
      deletes: [...delays.deletes, 'queueLocks'],
    },
  });
  // Of an edited letter nothing but its queue says where it came from. To send it there is among the rights below.
  grantLetters(mover, settings, [...seeLetters, 'DeleteMessage', 'ListDeadLetterSourceQueues']);
  grantHome(mover, settings, worker);
  grantSend(platform.sources.queues, queue);
  const { none, table } = platform.sources;
  for (const field of ['redriveDeadLetters', 'discardDeadLetters', 'editDeadLetter']) {
    const step = (name: string) =>
      stepFunction(scope, `${capitalized(field)}${capitalized(name)}`, {
        platform,
        dataSource: field === 'editDeadLetter' && name === 'prepare' ? table : none,
        path: `deadLetters/${field}`,
        step: name,
      });
    new PipelineResolver(scope, capitalized(field), {
      platform,
      typeName: 'Mutation',
      fieldName: field,
      functions: [step('prepare'), enqueueFunction(platform), step('answer')],
      stash: { queueUrl: queue.queueUrl },
    });
  }
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

/** Publishes how far runs are. */
const runAnnouncements = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'deadLetters' };

  new TableField(scope, 'PublishLetterRunField', {
    ...shared,
    typeName: 'Mutation',
    field: 'publishLetterRun',
  });
  new TableField(platform.subscriptions, 'OnRedrive', {
    ...shared,
    source: 'none',
    typeName: 'Subscription',
    field: 'onRedrive',
  });
  const data = (name: string) => `$.detail.eventData.${name}.S`;
  const texts = ['action', 'queue', 'status', 'planned', 'done', 'diedAgain', 'ending'];
  const instants = ['startedOn', 'updatedOn'];
  new PublishRule(scope, 'PublishLetterRun', {
    platform,
    eventNames: [LETTER_RUN_EVENT],
    mutation: 'publishLetterRun',
    variables: {
      id: data('runId'),
      ...Object.fromEntries([...texts, ...instants].map((name) => [name, data(name)])),
    },
    variableTypes: {
      id: 'ID!',
      status: 'LetterRunStatus!',
      ending: 'String',
      startedOn: 'AWSDateTime!',
      updatedOn: 'AWSDateTime!',
    },
    selection: ['id', 'by', 'reason', ...texts, ...instants].join(' '),
  });
};
