import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { ListPipesCommand } from '@aws-sdk/client-pipes';
import type { Clients } from '../../../letters/core/clients.ts';
import type { Letter } from '../../../letters/core/Letter.ts';
import { letterTo } from './waitingMessages.ts';

/** The letter of a pipe that gave up on the record of an order's creation. */
export async function givenUpOn(clients: Clients, TableName: string, orderId: string): Promise<Letter> {
  const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName }));
  const StreamArn = Table!.LatestStreamArn!;
  const { StreamDescription } = await clients.streams.send(new DescribeStreamCommand({ StreamArn }));
  const { ShardId } = StreamDescription!.Shards![0]!;
  const { ShardIterator } = await clients.streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const { Records = [] } = await clients.streams.send(new GetRecordsCommand({ ShardIterator }));
  const isMeant = ({ pk, sk }: Record<string, { S?: string }>) =>
    pk?.S === `EVENTS#ORDER_ID#${orderId}` && sk?.S === 'EVENT#ORDER_CREATED_EVENT';
  const { dynamodb } = Records.find((record) => isMeant(record.dynamodb?.Keys as never))!;
  const { Pipes = [] } = await clients.pipes.send(new ListPipesCommand({ SourcePrefix: StreamArn }));
  const { Arn: partnerResourceArn } = Pipes.find(({ Name }) => Name!.includes('EventPipe'))!;
  const SequenceNumber = dynamodb!.SequenceNumber!;
  const body = {
    context: { partnerResourceArn, condition: 'RetryAttemptsExhausted' },
    version: '1.0',
    timestamp: '2027-01-20T10:00:00.000Z',
    DDBStreamBatchInfo: {
      shardId: ShardId,
      startSequenceNumber: SequenceNumber,
      endSequenceNumber: SequenceNumber,
      approximateArrivalOfFirstRecord: '2027-01-20T10:00:00.000Z',
      approximateArrivalOfLastRecord: '2027-01-20T10:00:00.000Z',
      batchSize: 1,
      streamArn: StreamArn,
    },
  };
  const queue = { name: 'unread', url: '', arn: '' };
  return { ...letterTo(queue, JSON.stringify(body)), queue: { ...queue, sources: [], tags: {} } };
}
