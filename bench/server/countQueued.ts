import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { credentials } from './scanTable.ts';

/** Messages left in any queue, dead letters too. */
export async function countQueued({
  awsEndpointUrl: endpoint,
  region,
  queues,
}: CloudDescription): Promise<number> {
  const client = new SQSClient({ endpoint, region, credentials });
  const urls = Object.values(queues).flatMap(({ url, deadLetterUrl }) => [url, deadLetterUrl]);
  const counts = await Promise.all(urls.map((url) => depthOf(client, url)));
  return counts.reduce((total, count) => total + count, 0);
}

async function depthOf(client: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes!['ApproximateNumberOfMessages']) +
    Number(Attributes!['ApproximateNumberOfMessagesNotVisible'])
  );
}
