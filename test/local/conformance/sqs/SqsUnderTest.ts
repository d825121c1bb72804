import type { Message, SQS } from '@aws-sdk/client-sqs';

/** An SQS to hold to the claims: AWS's own, or any that speaks its protocol. */
export interface SqsUnderTest {
  readonly client: SQS;
  /** Lets time pass: by the clock where it can be moved, by waiting where it cannot. */
  elapse(ms: number): Promise<void>;
}

export interface TestQueue {
  readonly url: string;
  readonly arn: string;
  send(body: string, more?: object): Promise<string>;
  /** At most ten messages with every attribute; none is waited for. */
  receive(more?: object): Promise<Message[]>;
  attribute(name: string): Promise<string | undefined>;
}

let created = 0;

/** A new queue; `fifo` names it `.fifo`. */
export async function givenQueue(
  { client }: SqsUnderTest,
  attributes: Record<string, string> = {},
): Promise<TestQueue> {
  const name = `conformance-${process.pid}-${++created}`;
  const isFifo = attributes['FifoQueue'] === 'true';
  const { QueueUrl: url } = await client.createQueue({
    QueueName: isFifo ? `${name}.fifo` : name,
    Attributes: attributes,
  });
  const attribute = async (attributeName: string) => {
    const { Attributes } = await client.getQueueAttributes({
      QueueUrl: url,
      AttributeNames: [attributeName as 'All'],
    });
    return Attributes?.[attributeName as 'QueueArn'];
  };
  return {
    url: url!,
    arn: (await attribute('QueueArn'))!,
    attribute,
    async send(body, more = {}) {
      return (await client.sendMessage({ QueueUrl: url, MessageBody: body, ...more })).MessageId!;
    },
    async receive(more = {}) {
      const { Messages = [] } = await client.receiveMessage({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        ...more,
      });
      return Messages;
    },
  };
}

/** A queue whose messages go to dead letters after `maxReceiveCount` receives of a second each. */
export async function givenQueueWithDeadLetters(
  sqs: SqsUnderTest,
  maxReceiveCount: number,
  attributes: Record<string, string> = {},
) {
  const kind: Record<string, string> = attributes['FifoQueue'] ? { FifoQueue: 'true' } : {};
  const deadLetters = await givenQueue(sqs, kind);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount });
  const queue = await givenQueue(sqs, { VisibilityTimeout: '1', RedrivePolicy, ...attributes });
  return { queue, deadLetters };
}

export const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

/** Receives and lets the visibility timeout of a second pass, `times` times. */
export async function failToHandle(sqs: SqsUnderTest, queue: TestQueue, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await queue.receive();
    await sqs.elapse(1500);
  }
}
