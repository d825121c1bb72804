import type { Actions } from '../../platform/Call.ts';

/** Amazon SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ */
export interface Sqs {
  /** `AmazonSQS.*` */
  readonly actions: Actions;
  /** Calls `listener` whenever a message of the queue may be received. The answer stops it. */
  onVisible(queueArn: string, listener: () => void): () => void;
  /** The queue's URL; undefined where there is no such queue. */
  urlOf(queueArn: string): string | undefined;
}
