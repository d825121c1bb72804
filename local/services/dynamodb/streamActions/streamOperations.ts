import type { Operation } from '../Engine.ts';
import { describeStream } from './describeStream.ts';
import { getRecords } from './getRecords.ts';
import { getShardIterator } from './getShardIterator.ts';
import { listStreams } from './listStreams.ts';

/** `DynamoDBStreams_20120810.*`, by AWS's names. */
export const streamOperations = {
  DescribeStream: describeStream,
  GetRecords: getRecords,
  GetShardIterator: getShardIterator,
  ListStreams: listStreams,
} satisfies Record<string, Operation>;
