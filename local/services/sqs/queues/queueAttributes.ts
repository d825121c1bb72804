import { shortened, sqsError } from '../sqsError.ts';
import type { Queue } from './Queue.ts';

export type Attributes = Readonly<Record<string, string>>;

interface AttributeRule {
  /** The value where it was not set; undefined for none. */
  readonly default?: string;
  readonly accepts: (value: string) => boolean;
  readonly fifoOnly?: boolean;
}

const between = (least: number, most: number) => (value: string) =>
  /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
const oneOf =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value);
const isFlag = oneOf('true', 'false');
const anything = () => true;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const settable: Readonly<Record<string, AttributeRule>> = {
  DelaySeconds: { default: '0', accepts: between(0, 900) },
  MaximumMessageSize: { default: '1048576', accepts: between(1024, 1048576) },
  MessageRetentionPeriod: { default: '345600', accepts: between(60, 1209600) },
  ReceiveMessageWaitTimeSeconds: { default: '0', accepts: between(0, 20) },
  VisibilityTimeout: { default: '30', accepts: between(0, 43200) },
  Policy: { accepts: isJsonObjectOrEmpty },
  RedrivePolicy: { accepts: isJsonObjectOrEmpty },
  RedriveAllowPolicy: { accepts: isJsonObjectOrEmpty },
  KmsMasterKeyId: { accepts: anything },
  KmsDataKeyReusePeriodSeconds: { accepts: between(60, 86400) },
  SqsManagedSseEnabled: { default: 'true', accepts: isFlag },
  ContentBasedDeduplication: { default: 'false', accepts: isFlag, fifoOnly: true },
  DeduplicationScope: { default: 'queue', accepts: oneOf('queue', 'messageGroup'), fifoOnly: true },
  FifoThroughputLimit: {
    default: 'perQueue',
    accepts: oneOf('perQueue', 'perMessageGroupId'),
    fifoOnly: true,
  },
};

const isAttributeName = (name: string) => Object.hasOwn(settable, name);

/** Throws where a queue of this kind does not have an attribute, or where a value is invalid. */
export function checkQueueAttributes(attributes: Attributes, fifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    const rule = isAttributeName(name) ? settable[name] : undefined;
    if (!rule) throw sqsError('InvalidAttributeName', `Unknown Attribute ${shortened(name)}.`);
    if (rule.fifoOnly && !fifo) throw fifoAttributeOnStandardQueue(name);
    if (!rule.accepts(value))
      throw sqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  }
}

/** The wording was recorded on AWS: only the older attribute is called unknown. */
function fifoAttributeOnStandardQueue(name: string) {
  if (name === 'ContentBasedDeduplication')
    return sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  return sqsError('InvalidAttributeName', `You can specify the ${name} only when FifoQueue is set to true.`);
}

/** The attributes that were set, and the defaults of a queue of this kind for the others. */
export function withDefaults(attributes: Attributes, fifo: boolean): Record<string, string> {
  const complete: Record<string, string> = {};
  for (const [name, rule] of Object.entries(settable)) {
    const value = attributes[name] ?? (rule.fifoOnly && !fifo ? undefined : rule.default);
    if (value !== undefined) complete[name] = value;
  }
  return complete;
}

function isJsonObjectOrEmpty(value: string): boolean {
  if (value === '') return true;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

const toSeconds = (milliseconds: number) => String(Math.floor(milliseconds / 1000));

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
const computed: Readonly<Record<string, (queue: Queue) => string | undefined>> = {
  ApproximateNumberOfMessages: ({ messages }) => String(messages.counts.visible),
  ApproximateNumberOfMessagesDelayed: ({ messages }) => String(messages.counts.delayed),
  ApproximateNumberOfMessagesNotVisible: ({ messages }) => String(messages.counts.inFlight),
  CreatedTimestamp: ({ createdAt }) => toSeconds(createdAt),
  FifoQueue: ({ fifo }) => (fifo ? 'true' : undefined),
  LastModifiedTimestamp: ({ modifiedAt }) => toSeconds(modifiedAt),
  QueueArn: ({ arn }) => arn,
};

/** The attributes of the queue that are named; `All` names every one. */
export function describeAttributes(queue: Queue, names: readonly string[]): Record<string, string> {
  const set = withDefaults(queue.attributes, queue.fifo);
  const wanted = names.includes('All') ? [...Object.keys(computed), ...Object.keys(set)] : names;
  const found: Record<string, string> = {};
  for (const name of wanted) {
    if (!Object.hasOwn(computed, name) && !isAttributeName(name))
      throw sqsError('InvalidAttributeName', `Unknown Attribute ${shortened(name)}.`);
    const value = computed[name] ? computed[name](queue) : set[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** Throws where a queue is created again with another value for an attribute. */
export function checkSameAttributes(queue: Queue, attributes: Attributes): Queue {
  const existing = withDefaults(queue.attributes, queue.fifo);
  for (const [name, value] of Object.entries(attributes)) {
    if (existing[name] === value) continue;
    throw sqsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
  return queue;
}
