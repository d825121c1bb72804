import { z } from 'zod';
import { invalidParameterValue, sqsError } from '../sqsError.ts';
import type { Queue, QueueSettings, RedriveAllowPolicy, RedrivePolicy } from './Queue.ts';
import { type Attributes, checkQueueAttributes, withDefaults } from './queueAttributes.ts';

/** The settings that a queue's attributes result in. Throws where the queue cannot have them. */
export function checkedSettings(
  queue: { readonly arn: string; readonly fifo: boolean; readonly attributes: Attributes },
  byArn: (arn: string) => Queue | undefined,
): QueueSettings {
  checkQueueAttributes(queue.attributes, queue.fifo);
  const settings = queueSettingsOf(queue.attributes, queue.fifo);
  const { redrivePolicy } = settings;
  const target = redrivePolicy && byArn(redrivePolicy.deadLetterTargetArn);
  checkDeadLetterTarget(queue, redrivePolicy, target);
  if (target && leadsTo(queue.arn, target, byArn))
    throw invalidParameterValue(
      'RedrivePolicy',
      queue.attributes['RedrivePolicy'],
      'Dead letters of the queue would come back to it.',
    );
  return settings;
}

/** The settings that a queue's attributes result in. The attributes were checked before. */
export function queueSettingsOf(attributes: Attributes, fifo: boolean): QueueSettings {
  const complete = withDefaults(attributes, fifo);
  const milliseconds = (name: string) => Number(complete[name]) * 1000;
  return {
    delayMs: milliseconds('DelaySeconds'),
    maximumMessageSize: Number(complete['MaximumMessageSize']),
    retentionMs: milliseconds('MessageRetentionPeriod'),
    waitMs: milliseconds('ReceiveMessageWaitTimeSeconds'),
    visibilityTimeoutMs: milliseconds('VisibilityTimeout'),
    redrivePolicy: parseRedrivePolicy(complete['RedrivePolicy']),
    redriveAllowPolicy: parseRedriveAllowPolicy(complete['RedriveAllowPolicy']),
    contentBasedDeduplication: complete['ContentBasedDeduplication'] === 'true',
    deduplicationScope: complete['DeduplicationScope'] === 'messageGroup' ? 'messageGroup' : 'queue',
  };
}

/** Throws unless the dead-letter queue exists, is of the same kind and allows this source. */
function checkDeadLetterTarget(
  source: { readonly arn: string; readonly fifo: boolean; readonly attributes: Attributes },
  policy: RedrivePolicy | undefined,
  target: Queue | undefined,
): void {
  if (!policy) return;
  const invalidPolicy = (reason: string) =>
    invalidParameterValue('RedrivePolicy', source.attributes['RedrivePolicy'], reason);
  if (!target) throw invalidPolicy('Dead letter target does not exist.');
  if (target.fifo !== source.fifo)
    throw invalidPolicy('Dead-letter queue must be same type of queue as the source.');
  if (!isRedriveAllowed(target.settings.redriveAllowPolicy, source.arn)) {
    throw invalidPolicy('The dead-letter queue does not allow redrive from this queue.');
  }
}

/** Whether the dead letters of `from`, and theirs in turn, end in a queue. */
function leadsTo(arn: string, from: Queue, byArn: (arn: string) => Queue | undefined): boolean {
  const passed = new Set<string>();
  for (let queue: Queue | undefined = from; queue && !passed.has(queue.arn);) {
    if (queue.arn === arn) return true;
    passed.add(queue.arn);
    const next: string | undefined = queue.settings.redrivePolicy?.deadLetterTargetArn;
    queue = next === undefined ? undefined : byArn(next);
  }
  return false;
}

/** Both members are required. `maxReceiveCount` is a number, or a number as text. */
function parseRedrivePolicy(source: string | undefined): RedrivePolicy | undefined {
  if (!source) return undefined;
  // `checkQueueAttributes` accepts only objects.
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(source) as Record<string, unknown>;
  for (const [name, value] of Object.entries({ deadLetterTargetArn, maxReceiveCount })) {
    if (value === undefined || value === null)
      throw invalidParameterValue(
        'RedrivePolicy',
        source,
        `Redrive policy does not contain mandatory attribute: ${name}.`,
      );
  }
  if (typeof deadLetterTargetArn !== 'string')
    throw invalidParameterValue('RedrivePolicy', source, 'Dead letter target must be an ARN.');
  const count = typeof maxReceiveCount === 'object' ? NaN : Number(maxReceiveCount);
  if (Number.isInteger(count) && count >= 1 && count <= 1000)
    return { deadLetterTargetArn, maxReceiveCount: count };
  throw invalidParameterValue(
    'RedrivePolicy',
    source,
    `Invalid value for maxReceiveCount: ${JSON.stringify(maxReceiveCount)}, valid values are from 1 to 1000 both inclusive.`,
  );
}

const allowPolicy = z.discriminatedUnion('redrivePermission', [
  z.strictObject({ redrivePermission: z.enum(['allowAll', 'denyAll']) }),
  z.strictObject({
    redrivePermission: z.literal('byQueue'),
    sourceQueueArns: z.array(z.string()).min(1).max(10),
  }),
]);

/** A queue without a policy takes dead letters from every queue. */
function parseRedriveAllowPolicy(source: string | undefined): RedriveAllowPolicy {
  if (!source) return { redrivePermission: 'allowAll' };
  const policy = allowPolicy.safeParse(JSON.parse(source));
  if (policy.success) return policy.data;
  throw sqsError('InvalidAttributeValue', 'Invalid value for the parameter RedriveAllowPolicy.');
}

function isRedriveAllowed(policy: RedriveAllowPolicy, sourceArn: string): boolean {
  if (policy.redrivePermission === 'byQueue') return policy.sourceQueueArns?.includes(sourceArn) ?? false;
  return policy.redrivePermission === 'allowAll';
}
