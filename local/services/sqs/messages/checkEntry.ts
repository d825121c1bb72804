import type { Queue } from '../queues/Queue.ts';
import { invalidParameterValue, sqsError } from '../sqsError.ts';
import { type SendEntry, sizeOfEntry } from './SendEntry.ts';
import { checkAttributes, checkBody } from './checkContents.ts';

const LONGEST_DELAY_SECONDS = 900;

/** Throws where the queue cannot take the message. */
export function checkEntry(queue: Queue, entry: SendEntry): void {
  checkBody(entry.MessageBody);
  checkAttributes(entry.MessageAttributes ?? {});
  checkSystemAttributes(entry);
  checkSize(queue, entry);
  checkDelay(queue, entry);
  checkFifoParameters(queue, entry);
}

/** It does not count towards a message's size, so it has a limit of its own; chosen, several times a whole header. */
const LONGEST_TRACE_HEADER = 1024;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageSystemAttributeValue.html */
function checkSystemAttributes({ MessageSystemAttributes = {} }: SendEntry) {
  for (const [name, { DataType, StringValue }] of Object.entries(MessageSystemAttributes)) {
    if (name !== 'AWSTraceHeader') {
      throw sqsError('InvalidParameterValueException', `Message system attribute name '${name}' is invalid.`);
    }
    if (DataType !== 'String' || !StringValue || StringValue.length > LONGEST_TRACE_HEADER) {
      throw sqsError(
        'InvalidParameterValueException',
        `Message (system) attribute '${name}' must contain a non-empty value of type 'String'.`,
      );
    }
  }
}

function checkSize({ settings }: Queue, entry: SendEntry) {
  if (sizeOfEntry(entry) <= settings.maximumMessageSize) return;
  throw sqsError(
    'InvalidParameterValueException',
    `One or more parameters are invalid. Reason: Message must be shorter than ${settings.maximumMessageSize} bytes.`,
  );
}

function checkDelay(queue: Queue, { DelaySeconds }: SendEntry) {
  if (DelaySeconds === undefined) return;
  if (queue.fifo && DelaySeconds !== 0) {
    throw invalidParameterValue(
      'DelaySeconds',
      DelaySeconds,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  if (DelaySeconds >= 0 && DelaySeconds <= LONGEST_DELAY_SECONDS) return;
  throw invalidParameterValue(
    'DelaySeconds',
    DelaySeconds,
    `DelaySeconds must be >= 0 and <= ${LONGEST_DELAY_SECONDS}.`,
  );
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_RequestSyntax */
const ID = /^[\x21-\x7e]{1,128}$/;

/** A standard queue takes a group id too: as a fair queue it shares consumers among groups, and orders nothing. */
function checkFifoParameters(queue: Queue, { MessageGroupId, MessageDeduplicationId }: SendEntry): void {
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
  throw invalidParameterValue(
    parameter,
    value,
    `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function checkNoDeduplication(value: string | undefined) {
  if (value === undefined) return;
  throw invalidParameterValue(
    'MessageDeduplicationId',
    value,
    'The request includes a parameter that is not valid for this queue type.',
  );
}
