import type { Construct } from 'constructs';
import { StreamPipe } from '../constructs/StreamPipe.ts';
import { eventSource } from './eventSource.ts';
import type { Wanted } from './Announced.ts';
import type { Platform } from './Platform.ts';

/**
 * The outbox's way out: each event row that some rule wants, and nothing else that is written, becomes an
 * event of the row's name. One is modified only when it is taken in, which is announced like an
 * insert. `eventData` stays in DynamoDB's notation: a pipe does not unmarshal.
 */
export const createEventPipe = (
  scope: Construct,
  { settings, table, bus, announced }: Pick<Platform, 'settings' | 'table' | 'bus' | 'announced'>,
) =>
  new StreamPipe(scope, 'EventPipe', {
    settings,
    table,
    bus,
    // Rules come after the pipe, so what they want is known only when the template is written.
    filters: () =>
      [true, false]
        .map((applied) => ({ applied, eventNames: announced.names(applied) }))
        .filter(({ eventNames }) => eventNames.length > 0)
        .map(filterOf),
    source: eventSource,
    detailType: '$.dynamodb.NewImage.eventName.S',
    detail: [
      '{"eventName": <$.dynamodb.NewImage.eventName.S>',
      '"applied": <$.dynamodb.NewImage.applied.BOOL>',
      '"eventData": <$.dynamodb.NewImage.eventData.M>}',
    ].join(', '),
  });

const filterOf = ({ eventNames, applied }: Wanted) => ({
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: {
    Keys: { sk: { S: [{ prefix: 'EVENT#' }] } },
    NewImage: { eventName: { S: eventNames }, applied: { BOOL: [applied] } },
  },
});
