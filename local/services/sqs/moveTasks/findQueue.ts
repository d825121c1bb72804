import { parseArn } from '../../../platform/arns.ts';
import { sqsError } from '../errors/sqsError.ts';
import type { Queue } from '../queues/Queue.ts';
import type { Queues } from '../queues/Queues.ts';

/** The queue an ARN names; refuses where it is none or does not exist. `parameter` is named in the refusal. */
export function findQueue(queues: Queues, parameter: string, arn: string): Queue {
  if (!parseArn(arn)) {
    throw sqsError(
      'InvalidParameterValueException',
      `You must use this format to specify the ${parameter}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
    );
  }
  const queue = queues.byArn(arn);
  if (queue) return queue;
  throw sqsError(
    'ResourceNotFoundException',
    `The resource that you specified for the ${parameter} parameter doesn't exist.`,
  );
}
