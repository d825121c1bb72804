import { expect, test } from 'vitest';
import { sagaEventOf } from '../../../model/sagas/events.ts';
import {
  commandPlace,
  listedSagasKey,
  sagaEventKey,
  sagaKey,
  sagaSortPrefix,
} from '../../../model/sagas/keys.ts';
import { Saga } from '../../../model/sagas/Saga.ts';
import { SagaEvent } from '../../../model/sagas/SagaEvent.ts';
import { sagaStatuses } from '../../../model/sagas/states.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const saga = {
  orderId: 'o-1',
  status: 'RUNNING',
  version: 1,
  commandNumber: 1,
  command: 'AUTHORIZE_CUSTOMER_COMMAND',
  begun: 1,
  attempt: 0,
  startedOn: instant,
  updatedOn: instant,
  deadline: instant,
} as const;

test('resolvers and Lambdas spell the row of a saga the same way', () => {
  expect({
    ...saga,
    ...sagaKey('o-1'),
    gsi1pk: listedSagasKey('RUNNING'),
    gsi1sk: `${sagaSortPrefix}${instant}#o-1`,
    ...entityMetadata('Saga'),
  }).toEqual(Saga.create(saga).params({ table }).Item);
});

test('only sagas that wait are listed', () => {
  const listed = sagaStatuses.filter(
    (status) => 'gsi1pk' in Saga.put({ ...saga, status }).params({ table }).Item,
  );
  expect(listed).toEqual(['RUNNING', 'COMPENSATING', 'STUCK']);
});

const data = { orderId: 'o-1', commandNumber: 12, attempt: 0, reason: '', updatedOn: instant };

test('resolvers and Lambdas spell the row of an event the same way', () => {
  const event = sagaEventOf('REPLY', 'PAYMENT_CONFIRMED_REPLY', data, 1_000_000, 30);
  expect(event.ttl).toBe(1_000_000 + 30 * 86_400);
  expect({ ...event, ...sagaEventKey('o-1', 12, 'REPLY'), ...entityMetadata('SagaEvent') }).toEqual(
    SagaEvent.create(event).params({ table }).Item,
  );
});

test('the events of a command are all that are read of it', () => {
  const { ExpressionAttributeValues } = SagaEvent.query
    .byCommand({ orderId: 'o-1', place: commandPlace(12) })
    .params({ table });
  expect(Object.values(ExpressionAttributeValues)).toContain('EVENT#00000012#');
});
