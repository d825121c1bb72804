import { marshall } from '@aws-sdk/util-dynamodb';
import type { Principal } from '../../../local/platform/Call.ts';
import type { AccessRequest } from '../../../local/services/iam/authorization/Access.ts';
import type { Frontdesk } from '../given.ts';
import { callSqs } from '../orders/deadLetters.ts';

/** What the account's owner does past the application, whose rights nobody asks for. */
const operator = ({ cloud }: Frontdesk) => ({
  traceId: 'operator',
  principal: cloud.services.iam.principalOf(undefined),
});

export async function putsRow(desk: Frontdesk, row: Record<string, unknown>): Promise<void> {
  const { tableName: TableName } = desk.cloud.describe();
  const Item = marshall(row, { removeUndefinedValues: true });
  await desk.cloud.services.dynamodb.actions['PutItem']!({ TableName, Item }, operator(desk));
}

export async function deletesRows(desk: Frontdesk, rows: readonly Record<string, unknown>[]): Promise<void> {
  const { tableName: TableName } = desk.cloud.describe();
  for (const { pk, sk } of rows)
    await desk.cloud.services.dynamodb.actions['DeleteItem']!(
      { TableName, Key: marshall({ pk, sk }) },
      operator(desk),
    );
}

/** Sends a body to a worker's queue; whatever is no text, as JSON. */
export function sends(desk: Frontdesk, worker: string, body: unknown): Promise<unknown> {
  const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
  return callSqs(desk, 'SendMessage', { QueueUrl: desk.cloud.describe().queues[worker]!.url, MessageBody });
}

export const deletesQueue = (desk: Frontdesk, QueueUrl: string): Promise<unknown> =>
  callSqs(desk, 'DeleteQueue', { QueueUrl });

export async function putsEvent(desk: Frontdesk, entry: Record<string, string>): Promise<void> {
  const [bus] = resourcesOf(desk, 'AWS::Events::EventBus');
  const Entries = [{ EventBusName: bus!.ref, ...entry }];
  await desk.cloud.services.events.actions['PutEvents']!({ Entries }, operator(desk));
}

/** Sets how often dead letters are looked for. */
export async function schedulesLooks(desk: Frontdesk, ScheduleExpression: string): Promise<void> {
  const rule = resourcesOf(desk, 'AWS::Events::Rule').find(({ logicalId }) =>
    logicalId.startsWith('RecordDeadLettersSchedule'),
  );
  await desk.cloud.services.events.actions['PutRule']!(
    { Name: rule!.ref, ScheduleExpression },
    operator(desk),
  );
}

export const callCloudWatch = (desk: Frontdesk, action: string, input: object): Promise<any> =>
  Promise.resolve(desk.cloud.services.cloudwatch.actions[action]!(input, operator(desk)));

/** The deployed resources of a type, each with its stack's name. */
export const resourcesOf = ({ cloud }: Pick<Frontdesk, 'cloud'>, type: string) =>
  cloud.stacks.flatMap(({ name, resources }) =>
    Object.entries(resources)
      .filter(([, resource]) => resource.type === type)
      .map(([logicalId, resource]) => ({ ...resource, logicalId, stackName: name })),
  );

/** How many messages a queue has, whatever is being done with them. */
export async function messagesIn(desk: Frontdesk, QueueUrl: string): Promise<number> {
  const { Attributes } = await callSqs(desk, 'GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
  return (
    Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
  );
}

/** Somebody of the account who may do everything that no resource denies. */
export function administrator({ cloud }: Frontdesk): Principal {
  const { iam } = cloud.services;
  const roleName = 'Administrator';
  const roleArn = `arn:aws:iam::${cloud.world.account.accountId}:role/${roleName}`;
  const Version = '2012-10-17';
  const everything = { Version, Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  iam.createRole({
    ...{ roleName, roleArn, managedPolicyArns: [] },
    trustPolicy: { Version, Statement: [] },
    policies: [{ policyName: 'Everything', document: everything }],
  });
  return iam.sessionOf(roleArn, roleName);
}

/** A message for every queue, and one for every topic. */
export const requestsToQueuesAndTopics = ({ cloud }: Frontdesk): AccessRequest[] => [
  ...resourcesOf({ cloud }, 'AWS::SQS::Queue').map(({ attributes }) => {
    const resource = String(attributes['Arn']);
    return { action: 'sqs:SendMessage', resource, resourcePolicy: cloud.services.sqs.policyOf(resource) };
  }),
  ...resourcesOf({ cloud }, 'AWS::SNS::Topic').map(({ ref: resource }) => {
    return { action: 'sns:Publish', resource, resourcePolicy: cloud.services.sns.policyOf(resource) };
  }),
];
