import { type Knowledge, VICTIM } from '../../target/knowledge.ts';
import { arn, type ProperInputs } from './ProperInputs.ts';

const queueArn = arn(`sqs:us-east-1:000000000000:${VICTIM}`);
const queue = ({ victims }: Knowledge) => ({ QueueUrl: victims.queueUrl });
const handle = { ReceiptHandle: 'a' };
const attribute = { a: { DataType: 'String', StringValue: 'b' } };

export const sqs: ProperInputs = {
  CancelMessageMoveTask: () => ({ TaskHandle: 'eyJ0YXNrSWQiOiJhIn0=' }),
  ChangeMessageVisibility: (known) => ({ ...queue(known), ...handle, VisibilityTimeout: 1 }),
  ChangeMessageVisibilityBatch: (known) => ({
    ...queue(known),
    Entries: [{ Id: 'a', ...handle, VisibilityTimeout: 1 }],
  }),
  CreateQueue: () => ({ QueueName: VICTIM, Attributes: { VisibilityTimeout: '30' }, tags: { a: 'b' } }),
  DeleteMessage: (known) => ({ ...queue(known), ...handle }),
  DeleteMessageBatch: (known) => ({ ...queue(known), Entries: [{ Id: 'a', ...handle }] }),
  DeleteQueue: () => ({ QueueUrl: 'http://127.0.0.1/000000000000/none' }),
  GetQueueAttributes: (known) => ({ ...queue(known), AttributeNames: ['All'] }),
  GetQueueUrl: () => ({ QueueName: VICTIM, QueueOwnerAWSAccountId: '000000000000' }),
  ListDeadLetterSourceQueues: (known) => ({ ...queue(known), MaxResults: 5 }),
  ListMessageMoveTasks: () => ({ SourceArn: queueArn, MaxResults: 5 }),
  ListQueues: () => ({ QueueNamePrefix: 'a', MaxResults: 5, NextToken: 'a' }),
  ListQueueTags: (known) => queue(known),
  PurgeQueue: (known) => queue(known),
  ReceiveMessage: (known) => ({
    ...queue(known),
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 0,
    WaitTimeSeconds: 0,
    MessageAttributeNames: ['All'],
  }),
  SendMessage: (known) => ({
    ...queue(known),
    MessageBody: 'a',
    MessageAttributes: attribute,
    DelaySeconds: 0,
  }),
  SendMessageBatch: (known) => ({
    ...queue(known),
    Entries: [
      { Id: 'a', MessageBody: 'a' },
      { Id: 'b', MessageBody: 'b', MessageAttributes: attribute },
    ],
  }),
  SetQueueAttributes: (known) => ({
    ...queue(known),
    Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn, maxReceiveCount: 3 }) },
  }),
  StartMessageMoveTask: () => ({ SourceArn: queueArn, MaxNumberOfMessagesPerSecond: 5 }),
  TagQueue: (known) => ({ ...queue(known), Tags: { a: 'b' } }),
  UntagQueue: (known) => ({ ...queue(known), TagKeys: ['a'] }),
};
