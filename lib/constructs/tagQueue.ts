import { Tags } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { queueTags } from '../../model/queueTags.ts';
import type { Settings } from '../platform/settings.ts';

/** Whose messages a queue holds, for whoever finds it by its tags. */
export interface QueueOwner {
  /** The worker's name. @default - no worker's */
  readonly worker?: string | undefined;
  /** What a person calls a queue of no worker. @default - its name */
  readonly label?: string | undefined;
}

/**
 * Tags a queue with its stage and its worker's name, by which the tool for dead letters finds it. Its function's name would
 * be a circle: the function refers to its queue.
 */
export const tagQueue = (queue: Queue, settings: Settings, { worker, label }: QueueOwner): void => {
  Tags.of(queue).add(queueTags.stage, settings.stage);
  if (worker) Tags.of(queue).add(queueTags.step, worker);
  if (label) Tags.of(queue).add(queueTags.label, label);
};
