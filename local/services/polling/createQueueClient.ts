import { parseArn } from '../../platform/arns.ts';
import { AwsError } from '../../platform/AwsError.ts';
import { type Call, callAction } from '../../platform/Call.ts';
import type { Sqs } from '../sqs/createSqs.ts';

/** What a poller does with its queue. */
export interface QueueClient {
  /** At most `limit` messages, and at most ten. */
  receive(limit: number): Promise<readonly QueueRecord[]>;
  delete(records: readonly QueueRecord[]): Promise<void>;
  /** Makes messages visible again at once. */
  release(records: readonly QueueRecord[]): Promise<void>;
  visibilityTimeoutMs(): Promise<number>;
}

/** A message as a function's event holds it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export type QueueRecord = ReturnType<typeof queueRecordOf>;

/** SQS takes at most ten entries in a call: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_ENTRIES = 10;

export function createQueueClient(
  { actions, urlOf }: Sqs,
  queueArn: string,
  call: () => Promise<Call>,
): QueueClient {
  const act = async (action: string, input: object) => {
    const QueueUrl = urlOf(queueArn);
    if (!QueueUrl) throw new AwsError('QueueDoesNotExist', `The queue ${queueArn} does not exist any more.`);
    return callAction(actions, action, { QueueUrl, ...input }, await call());
  };

  const actOnEach = async (action: string, records: readonly QueueRecord[], input: object) => {
    for (let start = 0; start < records.length; start += MOST_ENTRIES) {
      const Entries = records
        .slice(start, start + MOST_ENTRIES)
        .map(({ receiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle: receiptHandle, ...input }));
      // The output of both batch actions.
      const { Failed: [failed] = [] } = (await act(action, { Entries })) as { Failed?: FailedEntry[] };
      if (failed) throw new AwsError(failed.Code, failed.Message);
    }
  };

  return {
    async receive(limit) {
      const input = {
        MaxNumberOfMessages: Math.min(limit, MOST_ENTRIES),
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      };
      // The output of ReceiveMessage when every attribute is asked for.
      const { Messages = [] } = (await act('ReceiveMessage', input)) as { Messages?: ReceivedMessage[] };
      return Messages.map((message) => queueRecordOf(message, queueArn));
    },
    delete: (records) => actOnEach('DeleteMessageBatch', records, {}),
    release: (records) => actOnEach('ChangeMessageVisibilityBatch', records, { VisibilityTimeout: 0 }),
    async visibilityTimeoutMs() {
      const output = await act('GetQueueAttributes', { AttributeNames: ['VisibilityTimeout'] });
      // The output holds the attribute that was asked for.
      const { Attributes } = output as { Attributes: { VisibilityTimeout: string } };
      return Number(Attributes.VisibilityTimeout) * 1000;
    },
  };
}

interface FailedEntry {
  readonly Code: string;
  readonly Message: string;
}

/** A message as `ReceiveMessage` returns it, with every attribute. */
interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly MD5OfBody: string;
  readonly Body: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MD5OfMessageAttributes?: string;
  readonly MessageAttributes?: Readonly<Record<string, ReceivedAttribute>>;
}

interface ReceivedAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

function queueRecordOf(message: ReceivedMessage, queueArn: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
        name,
        recordAttributeOf(attribute),
      ]),
    ),
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: parseArn(queueArn)?.region,
  };
}

const recordAttributeOf = ({ DataType, StringValue, BinaryValue }: ReceivedAttribute) => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
});
