import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { StreamPipe } from '../constructs/StreamPipe.ts';
import { eventSource } from './eventSource.ts';
import type { Settings } from './Settings.ts';

/**
 * The outbox's way out: each event row that is inserted, and nothing else that is written, becomes
 * an event of the row's name. `eventData` stays in DynamoDB's notation: a pipe does not unmarshal.
 */
export const createEventPipe = (scope: Construct, settings: Settings, table: ITable, bus: IEventBus) =>
  new StreamPipe(scope, 'EventPipe', {
    settings,
    table,
    bus,
    filter: { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'EVENT#' }] } } } },
    source: eventSource,
    detailType: '$.dynamodb.NewImage.eventName.S',
    detail:
      '{"eventName": <$.dynamodb.NewImage.eventName.S>, "eventData": <$.dynamodb.NewImage.eventData.M>}',
  });
