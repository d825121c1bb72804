import { invalidParameter } from '../errors/invalidParameter.ts';
import { sqsError } from '../errors/sqsError.ts';
import type { Queue } from '../queues/Queue.ts';
import type { SendEntry } from './SendEntry.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_RequestSyntax */
const ID = /^[\x21-\x7e]{1,128}$/;

/** A standard queue takes a group id too: a fair queue shares its consumers out by it, and orders nothing. */
export function checkFifoParameters(
  queue: Queue,
  { MessageGroupId, MessageDeduplicationId }: SendEntry,
): void {
  checkId('MessageGroupId', MessageGroupId);
  checkId('MessageDeduplicationId', MessageDeduplicationId);
  if (!queue.fifo) return checkNoDeduplication(MessageDeduplicationId);
  if (MessageGroupId === undefined) {
    throw sqsError(
      'MissingRequiredParameterException',
      'The request must contain the parameter MessageGroupId.',
    );
  }
  if (MessageDeduplicationId !== undefined || queue.settings.contentBasedDeduplication) return;
  throw sqsError(
    'InvalidParameterValueException',
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

function checkId(parameter: string, value: string | undefined) {
  if (value === undefined || ID.test(value)) return;
  throw invalidParameter(
    parameter,
    value,
    `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function checkNoDeduplication(value: string | undefined) {
  if (value === undefined) return;
  throw invalidParameter(
    'MessageDeduplicationId',
    value,
    'The request includes a parameter that is not valid for this queue type.',
  );
}
