import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as pause } from 'node:timers/promises';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { invariant } from '../../local/platform/errors.ts';

/** Any values do: the local cloud does not check the secret. */
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };

/** Reads every row of the table with the AWS SDK, at the AWS endpoint. */
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

/** Attempts, a tenth of a second apart. */
const TRIES = 100;

/** Counts the messages in all queues, dead letter queues included. The last ones are deleted only after subscribers received their effect, so a count above 0 is read again. */
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
