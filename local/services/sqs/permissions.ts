import type { World } from '../../platform/World.ts';
import { arnOf } from '../../platform/arns.ts';
import type { AccessRequest, ConditionContext } from '../iam/authorization/Access.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import { parseTaskHandle } from './actions/messageMoveTasks.ts';
import { sqsError } from './sqsError.ts';

/** What policies ask of a queue that is named. */
export interface QueueFacts {
  /** Its policy as JSON text; undefined where it has none. */
  policyOf(queueArn: string): string | undefined;
  /** Its tags; undefined where there is no such queue. */
  tagsOf(queueArn: string): ReadonlyMap<string, string> | undefined;
}

interface QueueRequest {
  readonly QueueUrl?: unknown;
  readonly QueueName?: unknown;
  readonly SourceArn?: unknown;
  readonly DestinationArn?: unknown;
  readonly TaskHandle?: unknown;
}

/**
 * What whoever moves dead letters does to their queue, by the action's name, beside the action itself:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
const MOVING = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
const LISTING = ['GetQueueAttributes'];

/**
 * What each action of SQS needs. A batch needs what each of its entries would. The only condition keys are a queue's tags.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export function sqsPermissions({ account }: World, queues: QueueFacts): ServicePermissions {
  const arnNamed = (name: string) => arnOf(account, 'sqs', name);
  const request = (action: string, arn: string): readonly AccessRequest[] => [
    {
      action,
      resource: arn,
      resourcePolicy: queues.policyOf(arn),
      context: tagContext(() => queues.tagsOf(arn)),
    },
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
  const onDeadLetters = (actions: readonly string[], arn: unknown) =>
    typeof arn === 'string' ? actions.flatMap((action) => request(`sqs:${action}`, arn)) : [];

  return {
    // Recorded: the legacy code and the lower case, such as in https://github.com/aws/serverless-application-model/issues/3633
    denied: (message) => sqsError('AccessDeniedException', message),
    spell: (action) => action.toLowerCase(),
    actions: {
      CancelMessageMoveTask: ({ TaskHandle }: QueueRequest) =>
        typeof TaskHandle === 'string'
          ? onDeadLetters(['CancelMessageMoveTask', ...MOVING], parseTaskHandle(TaskHandle).sourceArn)
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
      ListMessageMoveTasks: ({ SourceArn }: QueueRequest) =>
        onDeadLetters(['ListMessageMoveTasks', ...LISTING], SourceArn),
      ListQueueTags: onQueue('ListQueueTags'),
      ListQueues: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      PurgeQueue: onQueue('PurgeQueue'),
      ReceiveMessage: onQueue('ReceiveMessage'),
      SendMessage: onQueue('SendMessage'),
      SendMessageBatch: onQueue('SendMessage'),
      SetQueueAttributes: onQueue('SetQueueAttributes'),
      // Chosen: a destination that is not named is each message's own, of which nobody asks before they are moved.
      StartMessageMoveTask: ({ SourceArn, DestinationArn }: QueueRequest) => [
        ...onDeadLetters(['StartMessageMoveTask', ...MOVING], SourceArn),
        ...onDeadLetters(['SendMessage'], DestinationArn),
      ],
      TagQueue: onQueue('TagQueue'),
      UntagQueue: onQueue('UntagQueue'),
    },
  };
}

const RESOURCE_TAG = 'aws:resourcetag/';

/**
 * `aws:ResourceTag/<key>`, whose key is written in any case like all of a condition's key.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-abac-tagging-resource-control.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
 */
const tagContext = (tagsOf: () => ReadonlyMap<string, string> | undefined): ConditionContext =>
  new Proxy<Record<string, () => string | undefined>>(NO_TAGS, {
    get: (_target, name) =>
      typeof name === 'string' && name.startsWith(RESOURCE_TAG)
        ? () => tagIn(tagsOf() ?? new Map(), name.slice(RESOURCE_TAG.length))
        : undefined,
  });

const NO_TAGS = {};

const tagIn = (tags: ReadonlyMap<string, string>, key: string): string | undefined => {
  for (const [name, value] of tags) if (name.toLowerCase() === key) return value;
  return undefined;
};
