import { type Attributes, checkQueueAttributes } from './attributes.ts';
import { checkDeadLetterTarget } from './checkDeadLetterTarget.ts';
import type { Queue } from './Queue.ts';
import type { QueueSettings } from './QueueSettings.ts';
import { settingsOf } from './settingsOf.ts';

/** What a queue's attributes come to; refuses attributes it cannot have. */
export function checkedSettings(
  queue: { readonly arn: string; readonly fifo: boolean; readonly attributes: Attributes },
  byArn: (arn: string) => Queue | undefined,
): QueueSettings {
  checkQueueAttributes(queue.attributes, queue.fifo);
  const settings = settingsOf(queue.attributes, queue.fifo);
  const { redrivePolicy } = settings;
  checkDeadLetterTarget(queue, redrivePolicy, redrivePolicy && byArn(redrivePolicy.deadLetterTargetArn));
  return settings;
}
