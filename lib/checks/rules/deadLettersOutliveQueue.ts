import type { Rule } from '../Rule.ts';
import { referred, resourcesOf } from '../Template.ts';

/** Seconds: four days, where the template says nothing. */
const DEFAULT_RETENTION = 345_600;

export const deadLettersOutliveQueue: Rule = {
  name: 'deadLettersOutliveQueue',
  description:
    'Dead letters are kept longer than their queue’s messages: a message keeps its age when it is moved.',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  check: (template) => {
    const queues = resourcesOf(template, 'AWS::SQS::Queue');
    const retention = (id: string | undefined) =>
      queues.find(({ logicalId }) => logicalId === id)?.properties['MessageRetentionPeriod'] ??
      DEFAULT_RETENTION;
    return queues.flatMap(({ logicalId, properties }) => {
      const deadLetters = referred(properties['RedrivePolicy']?.deadLetterTargetArn);
      if (!deadLetters || retention(deadLetters) > retention(logicalId)) return [];
      const message = `is ${retention(deadLetters)} s, and must be more than the queue’s ${retention(
        logicalId,
      )} s`;
      return [{ logicalId: deadLetters, property: 'MessageRetentionPeriod', message }];
    });
  },
};
