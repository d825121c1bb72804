import { z } from 'zod';
import { invalidParameter } from '../errors/invalidParameter.ts';
import { sqsError } from '../errors/sqsError.ts';
import { describeMessage } from '../messages/describeMessage.ts';
import { checkSystemAttributeNames } from '../messages/systemAttributes.ts';
import { takeOrWait } from '../messages/takeOrWait.ts';
import type { Queue } from '../queues/Queue.ts';
import { checkVisibilityTimeout } from './checkVisibilityTimeout.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_IN_FLIGHT = 120_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage = defineQueueAction(
  {
    AttributeNames: z.array(z.string()).optional(),
    MessageSystemAttributeNames: z.array(z.string()).optional(),
    MessageAttributeNames: z.array(z.string()).optional(),
    MaxNumberOfMessages: z.number().int().optional(),
    VisibilityTimeout: z.number().int().optional(),
    WaitTimeSeconds: z.number().int().optional(),
  },
  async (queue, input, { world }) => {
    const { MaxNumberOfMessages = 1, VisibilityTimeout, WaitTimeSeconds } = input;
    const systemNames = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
    checkSystemAttributeNames(systemNames);
    checkWithin('MaxNumberOfMessages', MaxNumberOfMessages, 1, 10, 'Must be between 1 and 10, if provided.');
    if (VisibilityTimeout !== undefined) checkVisibilityTimeout(VisibilityTimeout);
    if (WaitTimeSeconds !== undefined)
      checkWithin('WaitTimeSeconds', WaitTimeSeconds, 0, 20, 'Must be >= 0 and <= 20, if provided.');

    const waitMs = WaitTimeSeconds === undefined ? queue.settings.waitMs : WaitTimeSeconds * 1000;
    const messages = await takeOrWait(world, waitMs, queue.messages, () =>
      queue.messages.take(
        Math.min(MaxNumberOfMessages, roomInFlight(queue, waitMs)),
        VisibilityTimeout === undefined ? queue.settings.visibilityTimeoutMs : VisibilityTimeout * 1000,
      ),
    );
    const described = messages.map((message) =>
      describeMessage(message, systemNames, input.MessageAttributeNames ?? []),
    );
    return described.length > 0 ? { Messages: described } : {};
  },
);

function checkWithin(parameter: string, value: number, least: number, most: number, reason: string) {
  if (value < least || value > most) throw invalidParameter(parameter, value, reason);
}

/** Only short polling of a standard queue is told of the limit; the others receive nothing. */
function roomInFlight({ fifo, messages }: Queue, waitMs: number): number {
  const room = MOST_IN_FLIGHT - messages.counts.inFlight;
  if (room > 0 || fifo || waitMs > 0) return room;
  throw sqsError('OverLimit', `Too many messages received but not deleted: ${MOST_IN_FLIGHT} are in flight.`);
}
