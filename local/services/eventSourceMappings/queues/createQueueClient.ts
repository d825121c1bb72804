import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import type { Sqs } from '../../sqs/createSqs.ts';
import type { ReceivedMessage } from './ReceivedMessage.ts';

/** A queue's API takes ten entries at a time: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_ENTRIES = 10;

/** What a poller does with its queue. */
export interface QueueClient {
  /** At most `limit` messages, and at most ten. */
  receive(limit: number): Promise<readonly ReceivedMessage[]>;
  delete(messages: readonly Handled[]): Promise<void>;
  /** Gives messages back, to be received at once. */
  release(messages: readonly Handled[]): Promise<void>;
  visibilityTimeoutMs(): Promise<number>;
}

type Handled = Pick<ReceivedMessage, 'ReceiptHandle'>;

export function createQueueClient({ actions, urlOf }: Sqs, queueArn: string, call: () => Call): QueueClient {
  const act = (action: string, input: object) => {
    const QueueUrl = urlOf(queueArn);
    if (!QueueUrl) throw new AwsError('QueueDoesNotExist', `The queue ${queueArn} does not exist any more.`);
    return actions[action]!({ QueueUrl, ...input }, call());
  };

  const actOnEach = async (action: string, messages: readonly Handled[], input: object) => {
    for (let start = 0; start < messages.length; start += MOST_ENTRIES) {
      const Entries = messages
        .slice(start, start + MOST_ENTRIES)
        .map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle, ...input }));
      const { Failed = [] } = await act(action, { Entries });
      if (Failed.length > 0) throw new AwsError(Failed[0].Code, Failed[0].Message);
    }
  };

  return {
    async receive(limit) {
      const { Messages = [] } = await act('ReceiveMessage', {
        MaxNumberOfMessages: Math.min(limit, MOST_ENTRIES),
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      return Messages;
    },
    delete: (messages) => actOnEach('DeleteMessageBatch', messages, {}),
    release: (messages) => actOnEach('ChangeMessageVisibilityBatch', messages, { VisibilityTimeout: 0 }),
    async visibilityTimeoutMs() {
      const { Attributes } = await act('GetQueueAttributes', { AttributeNames: ['VisibilityTimeout'] });
      return Number(Attributes.VisibilityTimeout) * 1000;
    },
  };
}
