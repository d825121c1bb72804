import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as pause } from 'node:timers/promises';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { invariant } from '../../local/platform/errors.ts';

/** Anything: the local cloud asks for no secret. */
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };

/** Every row of the table, over the AWS endpoint, as anybody would read it with the AWS SDK. */
export async function* scanTable({
  awsEndpointUrl: endpoint,
  region,
  tableName,
}: CloudDescription): AsyncGenerator<Record<string, AttributeValue>> {
  invariant(tableName, 'Frontdesk has a table');
  const client = new DynamoDBClient({ endpoint, region, credentials });
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) yield* Items;
}

/** The keys of a row. */
export const keysOf = ({ pk, sk }: Record<string, AttributeValue>) => ({ pk: pk?.S, sk: sk?.S });

/** Tries, a tenth of a second apart. */
const TRIES = 100;

/** Messages left in any queue, dead letters too. The last ones are deleted only after subscribers have heard of their effect. */
export async function countQueued({
  awsEndpointUrl: endpoint,
  region,
  queues,
}: CloudDescription): Promise<number> {
  const client = new SQSClient({ endpoint, region, credentials });
  const urls = Object.values(queues).flatMap(({ url, deadLetterUrl }) => [url, deadLetterUrl]);
  for (let tries = 1; ; tries++) {
    const counts = await Promise.all(urls.map((url) => depthOf(client, url)));
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total === 0 || tries === TRIES) return total;
    await pause(100);
  }
}

async function depthOf(client: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes['ApproximateNumberOfMessages']) +
    Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
  );
}
