import type { Actions } from '../../platform/Call.ts';
import type { AttributeMap } from './items/AttributeValue.ts';

export type { AttributeMap, AttributeValue } from './items/AttributeValue.ts';

/** Amazon DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ */
export interface DynamoDb {
  /** `DynamoDB_20120810.*` */
  readonly actions: Actions;
  /** `DynamoDBStreams_20120810.*` */
  readonly streamActions: Actions;
  readonly streams: Streams;
  /** The name of the partition key of a table or of an index; undefined where there is none. */
  partitionKeyOf(tableName: string, indexName?: string): string | undefined;
  close(): Promise<void>;
}

/** Table streams as consumers inside the cloud read them: positions instead of iterators. */
export interface Streams {
  /** The position of a consumer that starts at either end of the stream. */
  positionAt(streamArn: string, start: 'TRIM_HORIZON' | 'LATEST'): StreamPosition;
  /** The one shard that a stream has here. */
  shardIdOf(streamArn: string): string;
  /** At most `limit` records from `position` on, oldest first, and the position after them. */
  read(streamArn: string, position: StreamPosition, limit: number): StreamBatch;
  /** Calls `listener` after records were appended. The returned function stops it. */
  onAppend(streamArn: string, listener: () => void): () => void;
}

/** How many records of the stream come before. */
export type StreamPosition = number;

export interface StreamBatch {
  readonly records: readonly StreamEntry[];
  readonly position: StreamPosition;
}

export interface StreamEntry {
  readonly record: StreamRecord;
  /** The X-Ray root under which the record is delivered: one of its own, not that of the write. */
  readonly traceId: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: AttributeMap;
    readonly NewImage?: AttributeMap;
    readonly OldImage?: AttributeMap;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  /** Set when TTL removed the item. */
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: 'dynamodb.amazonaws.com' };
}

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';
