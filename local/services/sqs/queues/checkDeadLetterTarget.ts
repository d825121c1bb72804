import { invalidParameter } from '../errors/invalidParameter.ts';
import type { Attributes } from './attributes.ts';
import type { Queue } from './Queue.ts';
import type { RedrivePolicy } from './QueueSettings.ts';
import { isRedriveAllowed } from './redrivePolicies.ts';

/** The dead-letter queue must exist, be of the same kind and allow this source. */
export function checkDeadLetterTarget(
  source: { readonly arn: string; readonly fifo: boolean; readonly attributes: Attributes },
  policy: RedrivePolicy | undefined,
  target: Queue | undefined,
): void {
  if (!policy) return;
  const refuse = (reason: string) =>
    invalidParameter('RedrivePolicy', source.attributes['RedrivePolicy'], reason);
  if (!target) throw refuse('Dead letter target does not exist.');
  if (target.fifo !== source.fifo)
    throw refuse('Dead-letter queue must be same type of queue as the source.');
  if (!isRedriveAllowed(target.settings.redriveAllowPolicy, source.arn)) {
    throw refuse('The dead-letter queue does not allow redrive from this queue.');
  }
}
