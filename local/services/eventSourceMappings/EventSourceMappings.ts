/** Lambda's pollers: they read a queue or a stream and invoke a function with batches. */
export interface EventSourceMappings {
  create(mapping: EventSourceMapping): void;
  /** Starts nothing new; what is under way ends. */
  close(): Promise<void>;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly eventSourceArn: string;
  readonly functionArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly maximumBatchingWindowMs: number;
  readonly reportBatchItemFailures: boolean;
  /** Patterns as JSON text, OR-ed; empty for all. */
  readonly filters: readonly string[];
  /** Queues only; undefined for no limit. */
  readonly maximumConcurrency?: number;
  /** Streams only. */
  readonly startingPosition?: 'TRIM_HORIZON' | 'LATEST';
  /** Streams only; -1 for as long as the record lives. @default -1 */
  readonly maximumRetryAttempts?: number;
  /** Streams only; seconds, -1 for as long as the record lives. @default -1 */
  readonly maximumRecordAgeSeconds?: number;
  /** Streams only. */
  readonly bisectBatchOnFunctionError?: boolean;
  /** Streams only: ARN of the queue that is told of records given up. */
  readonly onFailureArn?: string;
}
