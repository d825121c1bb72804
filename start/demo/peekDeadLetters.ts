import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface DeadLetter {
  readonly body: string;
  readonly errorCode: string;
  readonly reason: string;
  /** Deliveries it took. */
  readonly receiveCount: string;
}

/** The first ten dead letters of a queue, which stay where they are. */
export async function peekDeadLetters(sqs: SQSClient, deadLetterUrl: string): Promise<readonly DeadLetter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: deadLetterUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages.map(({ Body, MessageAttributes }) => {
    const attribute = (name: string) => MessageAttributes?.[name]?.StringValue ?? '';
    return {
      body: Body!,
      errorCode: attribute('ErrorCode'),
      reason: attribute('Reason'),
      receiveCount: attribute('ReceiveCount'),
    };
  });
}
