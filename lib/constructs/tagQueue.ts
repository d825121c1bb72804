import { Tags } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { queueTags } from '../../model/deadLetters/queueTags.ts';
import type { Settings } from '../platform/settings.ts';

/**
 * Tags a queue with its stage and its worker's name, by which the tool for dead letters finds it. Its function's name would
 * be a circle: the function refers to its queue.
 */
export const tagQueue = (queue: Queue, settings: Settings, worker?: string): void => {
  Tags.of(queue).add(queueTags.stage, settings.stage);
  if (worker) Tags.of(queue).add(queueTags.step, worker);
};
