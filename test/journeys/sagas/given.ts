import { marshall } from '@aws-sdk/util-dynamodb';
import { listedSagasKey, sagaKey, sagaSortPrefix } from '../../../model/sagas/keys.ts';
import type { SagaStatus } from '../../../model/sagas/states.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Frontdesk } from '../given.ts';

type Row = Record<string, unknown>;

/** Writes a row past the API, as a function of the backend would. */
export const row = ({ cloud }: Frontdesk, item: Row) =>
  cloud.services.dynamodb.actions['PutItem']!(
    { TableName: cloud.describe().tableName, Item: marshall(item, { removeUndefinedValues: true }) },
    { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) },
  );

const startedOn = '2027-01-20T10:00:00.000Z';

/** A saga that waits for somebody to authorise its customer, and of no order: for who may see it, and what is asked of it. */
export const aWaitingSaga = async (desk: Frontdesk, status: SagaStatus = 'STUCK'): Promise<string> => {
  const orderId = desk.cloud.world.random.uuid();
  await row(desk, {
    ...sagaKey(orderId),
    gsi1pk: listedSagasKey(status),
    gsi1sk: `${sagaSortPrefix}${startedOn}#${orderId}`,
    ...entityMetadata('Saga'),
    orderId,
    status,
    version: 2,
    commandNumber: 1,
    command: 'AUTHORIZE_CUSTOMER_COMMAND',
    begun: 1,
    attempt: 0,
    startedOn,
    updatedOn: startedOn,
    deadline: '2027-01-20T10:15:00.000Z',
  });
  return orderId;
};
