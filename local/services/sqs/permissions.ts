import type { World } from '../../platform/World.ts';
import { arnOf } from '../../platform/arns.ts';
import type { AccessRequest } from '../iam/authorization/Access.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import { parseTaskHandle } from './actions/messageMoveTasks.ts';
import { sqsError } from './sqsError.ts';

/** The policy of a queue as JSON text; undefined where it has none. */
export type QueuePolicyOf = (queueArn: string) => string | undefined;

interface QueueRequest {
  readonly QueueUrl?: unknown;
  readonly QueueName?: unknown;
  readonly SourceArn?: unknown;
  readonly TaskHandle?: unknown;
}

/**
 * What each action of SQS needs. A batch needs what each of its entries would. SQS has no condition keys of its own.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export function sqsPermissions({ account }: World, policyOf: QueuePolicyOf): ServicePermissions {
  const arnNamed = (name: string) => arnOf(account, 'sqs', name);
  const request = (action: string, arn: string): readonly AccessRequest[] => [
    { action, resource: arn, resourcePolicy: policyOf(arn) },
  ];
  const onQueue = (action: string) => {
    const iamAction = `sqs:${action}`;
    return ({ QueueUrl }: QueueRequest) =>
      typeof QueueUrl === 'string'
        ? request(iamAction, arnNamed(QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)))
        : [];
  };
  const onName =
    (action: string) =>
    ({ QueueName }: QueueRequest) =>
      typeof QueueName === 'string' ? request(`sqs:${action}`, arnNamed(QueueName)) : [];
  const onSource =
    (action: string) =>
    ({ SourceArn }: QueueRequest) =>
      typeof SourceArn === 'string' ? request(`sqs:${action}`, SourceArn) : [];

  return {
    // Recorded: the legacy code and the lower case, such as in https://github.com/aws/serverless-application-model/issues/3633
    denied: (message) => sqsError('AccessDeniedException', message),
    spell: (action) => action.toLowerCase(),
    actions: {
      CancelMessageMoveTask: ({ TaskHandle }: QueueRequest) =>
        typeof TaskHandle === 'string'
          ? request('sqs:CancelMessageMoveTask', parseTaskHandle(TaskHandle).sourceArn)
          : [],
      ChangeMessageVisibility: onQueue('ChangeMessageVisibility'),
      ChangeMessageVisibilityBatch: onQueue('ChangeMessageVisibility'),
      CreateQueue: onName('CreateQueue'),
      DeleteMessage: onQueue('DeleteMessage'),
      DeleteMessageBatch: onQueue('DeleteMessage'),
      DeleteQueue: onQueue('DeleteQueue'),
      GetQueueAttributes: onQueue('GetQueueAttributes'),
      GetQueueUrl: onName('GetQueueUrl'),
      ListDeadLetterSourceQueues: onQueue('ListDeadLetterSourceQueues'),
      ListMessageMoveTasks: onSource('ListMessageMoveTasks'),
      ListQueueTags: onQueue('ListQueueTags'),
      ListQueues: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      PurgeQueue: onQueue('PurgeQueue'),
      ReceiveMessage: onQueue('ReceiveMessage'),
      SendMessage: onQueue('SendMessage'),
      SendMessageBatch: onQueue('SendMessage'),
      SetQueueAttributes: onQueue('SetQueueAttributes'),
      StartMessageMoveTask: onSource('StartMessageMoveTask'),
      TagQueue: onQueue('TagQueue'),
      UntagQueue: onQueue('UntagQueue'),
    },
  };
}
