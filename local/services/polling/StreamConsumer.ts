import type { Call } from '../../platform/Call.ts';
import type { StreamEntry } from '../dynamodb/DynamoDb.ts';

/**
 * Whoever a stream's records are delivered to, and when they are discarded.
 * `Response` is what the consumer wants to know of its last attempt when records are discarded.
 */
export interface StreamConsumer<Response = undefined> {
  /** Under this name the consumer's position in the stream is kept; it has to be the same after a restart. */
  readonly name: string;
  /** What the feed calls the consumer. */
  readonly source: string;
  readonly streamArn: string;
  /** Where a consumer begins that has never read the stream. */
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly maximumBatchingWindowMs: number;
  /** Patterns as JSON text, OR-ed; empty for all. */
  readonly filters: readonly string[];
  /** -1 for as long as the record lives. */
  readonly maximumRetryAttempts: number;
  /** -1 for as long as the record lives. */
  readonly maximumRecordAgeSeconds: number;
  /** The condition that the service reports for a record that is too old, such as `RecordAgeExceeded`. */
  readonly expiredCondition: string;
  /** Whether a batch that failed whole is halved. */
  readonly bisectBatchOnError: boolean;
  /** ARN of the queue that discarded records are reported to. */
  readonly onFailureArn: string | undefined;
  /** Delivers records, in order. */
  deliver(entries: readonly StreamEntry[]): Promise<StreamDelivery<Response>>;
  /** What only this service writes into the document for the on-failure queue. */
  onFailureContext(discarded: Discarded<Response>): object;
  /** The consumer's own call to another service, on behalf of a request. */
  callFor(traceId: string): Promise<Call>;
}

/** What became of one delivery. */
export interface StreamDelivery<Response = undefined> {
  /** Records that are still to be delivered, in order: all of them where the delivery failed whole. */
  readonly remaining: readonly StreamEntry[];
  /** False where the target never ran, which uses up no retry. */
  readonly attempted: boolean;
  readonly response?: Response;
}

/** Records that are delivered no more. */
export interface Discarded<Response = undefined> {
  readonly entries: readonly StreamEntry[];
  readonly condition: string;
  readonly attempts: number;
  /** The last attempt's; undefined where there was none. */
  readonly response: Response | undefined;
}
