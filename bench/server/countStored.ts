import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CloudDescription } from '../../local/CloudDescription.ts';

export interface Stored {
  /** Bookings in the table, by id. */
  readonly bookings: ReadonlySet<string>;
  /** Of those the `PENDING` ones. */
  readonly pending: number;
  /** `BOOKING_PENDING_EVENT` rows. */
  readonly events: number;
  /** Messages left in any queue, dead letters too. */
  readonly queued: number;
}

const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };

/** Counts over the AWS endpoint, as anybody would with the AWS SDK. */
export async function countStored({
  awsEndpointUrl: endpoint,
  region,
  tableName,
  queues,
}: CloudDescription): Promise<Stored> {
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const bookings = new Set<string>();
  let [pending, events] = [0, 0];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName! })) {
    for (const { pk, sk, status } of Items) {
      if (sk!.S === 'BOOKING') bookings.add(pk!.S!.replace('BOOKING#', ''));
      if (sk!.S === 'BOOKING' && status!.S === 'PENDING') pending++;
      if (sk!.S === 'EVENT#BOOKING_PENDING_EVENT') events++;
    }
  }
  return {
    bookings,
    pending,
    events,
    queued: await countQueued(new SQSClient({ endpoint, region, credentials }), queues),
  };
}

async function countQueued(client: SQSClient, queues: CloudDescription['queues']): Promise<number> {
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
