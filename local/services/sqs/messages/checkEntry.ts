import { invalidParameter } from '../errors/invalidParameter.ts';
import { sqsError } from '../errors/sqsError.ts';
import type { Queue } from '../queues/Queue.ts';
import { checkAttributes } from './checkAttributes.ts';
import { checkContents } from './checkContents.ts';
import { checkFifoParameters } from './checkFifoParameters.ts';
import type { SendEntry } from './SendEntry.ts';
import { sizeOf } from './sizeOf.ts';

const LONGEST_DELAY_SECONDS = 900;

/** Refuses a message that its queue cannot take. */
export function checkEntry(queue: Queue, entry: SendEntry): void {
  checkContents(entry.MessageBody);
  checkAttributes(entry.MessageAttributes ?? {});
  checkSystemAttributes(entry);
  checkSize(queue, entry);
  checkDelay(queue, entry);
  checkFifoParameters(queue, entry);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageSystemAttributeValue.html */
function checkSystemAttributes({ MessageSystemAttributes = {} }: SendEntry) {
  for (const [name, { DataType, StringValue }] of Object.entries(MessageSystemAttributes)) {
    if (name !== 'AWSTraceHeader') {
      throw sqsError('InvalidParameterValueException', `Message system attribute name '${name}' is invalid.`);
    }
    if (DataType !== 'String' || !StringValue) {
      throw sqsError(
        'InvalidParameterValueException',
        `Message (system) attribute '${name}' must contain a non-empty value of type 'String'.`,
      );
    }
  }
}

function checkSize({ settings }: Queue, { MessageBody, MessageAttributes = {} }: SendEntry) {
  if (sizeOf(MessageBody, MessageAttributes) <= settings.maximumMessageSize) return;
  throw sqsError(
    'InvalidParameterValueException',
    `One or more parameters are invalid. Reason: Message must be shorter than ${settings.maximumMessageSize} bytes.`,
  );
}

function checkDelay(queue: Queue, { DelaySeconds }: SendEntry) {
  if (DelaySeconds === undefined) return;
  if (queue.fifo && DelaySeconds !== 0) {
    throw invalidParameter(
      'DelaySeconds',
      DelaySeconds,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  if (DelaySeconds >= 0 && DelaySeconds <= LONGEST_DELAY_SECONDS) return;
  throw invalidParameter(
    'DelaySeconds',
    DelaySeconds,
    `DelaySeconds must be >= 0 and <= ${LONGEST_DELAY_SECONDS}.`,
  );
}
