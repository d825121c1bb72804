import { z } from 'zod';
import { integer, listOf, matching, text } from '../../../platform/checkInput.ts';

// The members of inputs that dynalite has no shape of, with the limits of
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html

/** An ARN, or a name where the API takes one too. */
export const resourceArn = text(1, 1283);

const streamArn = text(1, 1024);
const shardId = text(1, 65);
const tagKey = text(1, 128);
const indexName = matching(3, 255, '[a-zA-Z0-9_.-]+');
const attributeName = text(1, 255);

/** A resource has at most 50 tags: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html */
const MOST_TAGS = 50;
export const tags = listOf(z.object({ Key: tagKey, Value: text(0, 256) }), MOST_TAGS);
export const tagKeys = listOf(tagKey, MOST_TAGS);

export const streamSpecification = z.object({
  StreamEnabled: z.boolean(),
  StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']).optional(),
});

/** Settings of a table that dynalite's check leaves out. */
/** -1 takes a maximum away: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html */
const maximum = integer(-1, 1_000_000_000_000).refine((units) => units !== 0);

export const tableSettings = {
  OnDemandThroughput: z
    .object({ MaxReadRequestUnits: maximum.optional(), MaxWriteRequestUnits: maximum.optional() })
    .optional(),
  TableClass: z.enum(['STANDARD', 'STANDARD_INFREQUENT_ACCESS']).optional(),
  DeletionProtectionEnabled: z.boolean().optional(),
  StreamSpecification: streamSpecification.optional(),
};

const keySchema = listOf(
  z.object({ AttributeName: attributeName, KeyType: z.enum(['HASH', 'RANGE']) }),
  2,
  1,
).refine(
  ([hash, range]) =>
    hash?.KeyType === 'HASH' &&
    (!range || (range.KeyType === 'RANGE' && range.AttributeName !== hash.AttributeName)),
  'Invalid KeySchema: The first KeySchemaElement is not a HASH key type, or the second no other RANGE key',
);

const throughput = z.object({
  ReadCapacityUnits: integer(1, 1_000_000_000_000),
  WriteCapacityUnits: integer(1, 1_000_000_000_000),
});

/** At most 100 attributes are projected of all indexes together; 20 may be named of one. */
export const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: listOf(attributeName, 20, 1).optional(),
});

/** No table has more key attributes: two of its own, and two of each of 25 indexes. */
export const attributeDefinitions = listOf(
  z.object({ AttributeName: attributeName, AttributeType: z.enum(['S', 'N', 'B']) }),
  52,
);

const newIndex = z.object({
  IndexName: indexName,
  KeySchema: keySchema,
  Projection: projection,
  ProvisionedThroughput: throughput.optional(),
});

/** UpdateTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const tableUpdate = z.object({
  TableName: z.string(),
  ...tableSettings,
  BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).optional(),
  ProvisionedThroughput: throughput.optional(),
  AttributeDefinitions: attributeDefinitions.optional(),
  GlobalSecondaryIndexUpdates: listOf(
    z.object({
      Create: newIndex.optional(),
      Delete: z.object({ IndexName: indexName }).optional(),
      Update: z.object({ IndexName: indexName, ProvisionedThroughput: throughput.optional() }).optional(),
    }),
    20,
  ).optional(),
});

export const timeToLiveUpdate = z.object({
  TableName: z.string(),
  TimeToLiveSpecification: z
    .object({ Enabled: z.boolean().optional(), AttributeName: attributeName.optional() })
    .default({}),
});

export const continuousBackups = z.object({
  TableName: z.string(),
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
});

export const shardIteratorRequest = z.object({
  StreamArn: streamArn,
  ShardId: shardId,
  ShardIteratorType: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER']),
  SequenceNumber: text(21, 40).optional(),
});

export const recordsRequest = z.object({
  ShardIterator: text(1, 2048),
  Limit: integer(1, 1000).optional(),
});

export const streamRequest = z.object({ StreamArn: streamArn, ExclusiveStartShardId: shardId.optional() });

export const streamsRequest = z.object({
  TableName: z.string().optional(),
  Limit: integer(1, 100).optional(),
  ExclusiveStartStreamArn: streamArn.optional(),
});

/** What transactions have beside their items, which are checked one by one. */
export const transactionOptions = z.object({
  ReturnConsumedCapacity: z.enum(['INDEXES', 'TOTAL', 'NONE']).optional(),
  ClientRequestToken: z.string().optional(),
});
