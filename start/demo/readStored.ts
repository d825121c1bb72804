import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from '../../local/startCloud.ts';
import { connectSqs } from './connectSqs.ts';
import type { StoredBooking } from './StoredBooking.ts';

/** What the backend holds when all is at rest, read with AWS's own clients, not through the API. */
export interface Stored {
  readonly bookings: readonly StoredBooking[];
  /** Messages waiting or in flight, over all queues. */
  readonly queued: number;
  /** Messages in all dead letter queues. */
  readonly dead: number;
}

export async function readStored(cloud: Cloud): Promise<Stored> {
  const queues = Object.values(cloud.describe().queues);
  const [queued, dead] = await Promise.all([
    countMessages(
      cloud,
      queues.map(({ url }) => url),
    ),
    countMessages(
      cloud,
      queues.map(({ deadLetterUrl }) => deadLetterUrl),
    ),
  ]);
  return { bookings: await scanBookings(cloud), queued, dead };
}

async function scanBookings(cloud: Cloud): Promise<readonly StoredBooking[]> {
  const { awsEndpointUrl: endpoint, region, tableName } = cloud.describe();
  const credentials = { accessKeyId: 'demo', secretAccessKey: 'demo' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  const filter = { FilterExpression: 'sk = :sk', ExpressionAttributeValues: { ':sk': 'BOOKING' } };
  const bookings: StoredBooking[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName!, ...filter }))
    bookings.push(...(Items as StoredBooking[]));
  return bookings;
}

async function countMessages(cloud: Cloud, urls: readonly string[]): Promise<number> {
  const sqs = connectSqs(cloud);
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const counts = urls.map(async (QueueUrl) => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
    );
    return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
