import { sqsError } from '../errors/sqsError.ts';
import { isAttributeName, withDefaults } from './attributes.ts';
import type { Queue } from './Queue.ts';

const seconds = (milliseconds: number) => String(Math.floor(milliseconds / 1000));

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
const computed: Readonly<Record<string, (queue: Queue) => string | undefined>> = {
  ApproximateNumberOfMessages: ({ messages }) => String(messages.counts.visible),
  ApproximateNumberOfMessagesDelayed: ({ messages }) => String(messages.counts.delayed),
  ApproximateNumberOfMessagesNotVisible: ({ messages }) => String(messages.counts.inFlight),
  CreatedTimestamp: ({ createdAt }) => seconds(createdAt),
  FifoQueue: ({ fifo }) => (fifo ? 'true' : undefined),
  LastModifiedTimestamp: ({ modifiedAt }) => seconds(modifiedAt),
  QueueArn: ({ arn }) => arn,
};

/** The named attributes that the queue has; `All` names every one. */
export function describeAttributes(queue: Queue, names: readonly string[]): Record<string, string> {
  const set = withDefaults(queue.attributes, queue.fifo);
  const wanted = names.includes('All') ? [...Object.keys(computed), ...Object.keys(set)] : names;
  const found: Record<string, string> = {};
  for (const name of wanted) {
    if (!(name in computed) && !isAttributeName(name))
      throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    const value = computed[name] ? computed[name](queue) : set[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
