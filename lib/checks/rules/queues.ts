import { referred, resourcesOf, type Rule, type Statement, type Template } from '../Rule.ts';

export const queuesAreEncrypted: Rule = {
  name: 'queuesAreEncrypted',
  description: 'A queue is encrypted by SQS’s key or one of KMS, and says so.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(({ properties }) => properties.SqsManagedSseEnabled !== true && !properties.KmsMasterKeyId)
      .map(({ logicalId }) => ({ logicalId, property: 'SqsManagedSseEnabled', message: 'must be true' })),
};

export const queuesRefusePlainHttp: Rule = {
  name: 'queuesRefusePlainHttp',
  description: 'A queue’s policy denies every request that does not come over TLS.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(({ logicalId }) => !statementsOf(template, logicalId).some(deniesPlainHttp))
      .map(({ logicalId }) => ({
        logicalId,
        property: '',
        message: 'must have a policy that denies aws:SecureTransport false',
      })),
};

const statementsOf = (template: Template, queueId: string): Statement[] =>
  resourcesOf(template, 'AWS::SQS::QueuePolicy')
    .filter(({ properties }) => properties.Queues.some((queue) => referred(queue) === queueId))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);

const deniesPlainHttp = ({ Effect, Action, Condition }: Statement) =>
  Effect === 'Deny' && Action === 'sqs:*' && Condition?.Bool?.['aws:SecureTransport'] === 'false';

export const deadLettersKnowTheirSource: Rule = {
  name: 'deadLettersKnowTheirSource',
  description:
    'Dead letters come from a queue that is named, or from none. A queue without a redrive policy counts as one of them.',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive-permission.html',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(
        ({ properties: { RedrivePolicy, RedriveAllowPolicy } }) =>
          !RedrivePolicy && !['byQueue', 'denyAll'].includes(RedriveAllowPolicy?.redrivePermission ?? ''),
      )
      .map(({ logicalId }) => ({
        logicalId,
        property: 'RedriveAllowPolicy',
        message: 'must be byQueue or denyAll',
      })),
};

const FEWEST = 3;
const MOST = 10;

export const messagesGetSeveralTries: Rule = {
  name: 'messagesGetSeveralTries',
  description: `A message is delivered ${FEWEST} to ${MOST} times before it is a dead letter.`,
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .flatMap(({ logicalId, properties: { RedrivePolicy } }) =>
        RedrivePolicy ? [{ logicalId, count: RedrivePolicy.maxReceiveCount }] : [],
      )
      .filter(({ count }) => !(count >= FEWEST && count <= MOST))
      .map(({ logicalId, count }) => ({
        logicalId,
        property: 'RedrivePolicy.maxReceiveCount',
        message: `is ${count}, and must be ${FEWEST} to ${MOST}`,
      })),
};

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
      queues.find(({ logicalId }) => logicalId === id)?.properties.MessageRetentionPeriod ??
      DEFAULT_RETENTION;
    return queues.flatMap(({ logicalId, properties }) => {
      const deadLetters = referred(properties.RedrivePolicy?.deadLetterTargetArn);
      if (!deadLetters || retention(deadLetters) > retention(logicalId)) return [];
      const message = `is ${retention(deadLetters)} s, and must be more than the queue’s ${retention(logicalId)} s`;
      return [{ logicalId: deadLetters, property: 'MessageRetentionPeriod', message }];
    });
  },
};
