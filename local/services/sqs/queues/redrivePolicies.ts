import { z } from 'zod';
import { invalidParameter } from '../errors/invalidParameter.ts';
import { sqsError } from '../errors/sqsError.ts';
import type { RedriveAllowPolicy, RedrivePolicy } from './QueueSettings.ts';

/** `maxReceiveCount` may be a number or its text. Both members are required. */
export function parseRedrivePolicy(source: string | undefined): RedrivePolicy | undefined {
  if (!source) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(source);
  for (const [name, value] of Object.entries({ deadLetterTargetArn, maxReceiveCount })) {
    if (value === undefined)
      throw invalidParameter(
        'RedrivePolicy',
        source,
        `Redrive policy does not contain mandatory attribute: ${name}.`,
      );
  }
  const count = Number(maxReceiveCount);
  if (Number.isInteger(count) && count >= 1 && count <= 1000) {
    return { deadLetterTargetArn: String(deadLetterTargetArn), maxReceiveCount: count };
  }
  throw invalidParameter(
    'RedrivePolicy',
    source,
    `Invalid value for maxReceiveCount: ${maxReceiveCount}, valid values are from 1 to 1000 both inclusive.`,
  );
}

const allowPolicy = z.discriminatedUnion('redrivePermission', [
  z.strictObject({ redrivePermission: z.enum(['allowAll', 'denyAll']) }),
  z.strictObject({
    redrivePermission: z.literal('byQueue'),
    sourceQueueArns: z.array(z.string()).min(1).max(10),
  }),
]);

/** A queue without a policy may be anyone's dead letters. */
export function parseRedriveAllowPolicy(source: string | undefined): RedriveAllowPolicy {
  if (!source) return { redrivePermission: 'allowAll' };
  const policy = allowPolicy.safeParse(JSON.parse(source));
  if (policy.success) return policy.data;
  throw sqsError('InvalidAttributeValue', 'Invalid value for the parameter RedriveAllowPolicy.');
}

export function isRedriveAllowed(policy: RedriveAllowPolicy, sourceArn: string): boolean {
  if (policy.redrivePermission === 'byQueue') return policy.sourceQueueArns?.includes(sourceArn) ?? false;
  return policy.redrivePermission === 'allowAll';
}
