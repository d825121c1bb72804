import type { Operation } from '../Engine.ts';

const MOST_STREAMS = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams: Operation = (
  { streams },
  { TableName, Limit = MOST_STREAMS, ExclusiveStartStreamArn },
) => {
  const ofTable = streams.all().filter(({ tableName }) => TableName === undefined || tableName === TableName);
  const first = ofTable.findIndex(({ arn }) => arn === ExclusiveStartStreamArn) + 1;
  const page = ofTable.slice(first, first + Limit);
  return {
    Streams: page.map(({ arn, tableName, label }) => ({
      StreamArn: arn,
      TableName: tableName,
      StreamLabel: label,
    })),
    ...(first + page.length < ofTable.length && { LastEvaluatedStreamArn: page.at(-1)!.arn }),
  };
};
