import { invariant } from '../../local/platform/errors.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Cloud } from '../../local/startCloud.ts';
import type { Lot } from '../shop.ts';

/** What the backend holds when all is at rest, read with AWS's own clients, not through the API. */
export interface Stored {
  readonly baskets: readonly StoredBasket[];
  readonly bookings: readonly StoredBooking[];
  readonly slots: readonly StoredSlot[];
  readonly availabilities: readonly StoredAvailability[];
  readonly lots: readonly Lot[];
  /** The gateway's own records of bookings and orders. */
  readonly charges: readonly StoredCharge[];
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
  return { ...(await scanRows(cloud)), queued, dead };
}

async function scanRows(cloud: Cloud): Promise<Omit<Stored, 'queued' | 'dead'>> {
  const { awsEndpointUrl: endpoint, region, tableName } = cloud.describe();
  const credentials = { accessKeyId: 'demo', secretAccessKey: 'demo' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  invariant(tableName, 'Frontdesk has a table');
  // The rows are of several types; `rowsOf` selects each by its sort key.
  const rows: Record<string, any>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) rows.push(...Items);
  // The sort key determines a row's type; the model determines the attributes of each type.
  const rowsOf = <Row>(is: (sk: string) => boolean) => rows.filter(({ sk }) => is(String(sk))) as Row[];
  return {
    // A person's claim on the open one has the same sort key, and no id.
    baskets: rowsOf<StoredBasket>((sk) => sk === 'BASKET').filter(({ id }) => id !== undefined),
    bookings: rowsOf<StoredBooking>((sk) => sk === 'BOOKING'),
    slots: rowsOf<StoredSlot>((sk) => sk.startsWith('SLOT#')),
    availabilities: rowsOf<StoredAvailability>((sk) => sk === 'AVAILABILITY'),
    lots: rowsOf<Lot>((sk) => sk.startsWith('LOT#')),
    charges: rowsOf<StoredCharge>((sk) => sk === 'CHARGE'),
  };
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

/** The attributes of a basket's row that the accounting reads. */
export interface StoredBasket {
  readonly id: string;
  readonly status: string;
  /** Units by `SKU#` and the SKU. */
  readonly items: Readonly<Record<string, number>>;
}

/** The attributes of a booking's row that the accounting reads. */
export interface StoredBooking {
  readonly id: string;
  readonly status: string;
  /** Present on a stay only. */
  readonly apartmentId?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  /** Present on an appointment only. */
  readonly serviceId?: string;
  readonly dateTime?: string;
}

/** The attributes of a slot's row that the accounting reads. */
export interface StoredSlot {
  readonly serviceId: string;
  readonly dateTime: string;
  /** Whose seats are taken; absent while none is. */
  readonly bookingIds?: ReadonlySet<string>;
}

/** The attributes of a row about who takes lists that the accounting reads. */
export interface StoredAvailability {
  readonly userId: string;
  readonly available: boolean;
}

/** The attributes of the simulated gateway's own record that the accounting reads. */
export interface StoredCharge {
  /** `GATEWAY#` and the payment's id, which begins with `booking:` or `order:`. */
  readonly pk: string;
  /** Whole cents; absent where nothing was captured, or refunded. */
  readonly capturedCents?: number;
  readonly refundedCents?: number;
}

const Death = z.object({ receiveCount: z.number().default(0) });

export interface DeadLetter {
  readonly body: string;
  readonly errorCode: string;
  readonly reason: string;
  /** Deliveries it took. */
  readonly receiveCount: number;
}

/** Returns at most ten dead letters of a queue, without removing them. */
export async function peekDeadLetters(sqs: SQSClient, deadLetterUrl: string): Promise<readonly DeadLetter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: deadLetterUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages.map(({ Body, MessageAttributes }) => {
    const attribute = (name: string) => MessageAttributes?.[name]?.StringValue ?? '';
    // One that SQS put aside by itself has none.
    const { receiveCount } = Death.parse(JSON.parse(attribute('Death') || '{}'));
    return {
      body: Body ?? '',
      errorCode: attribute('ErrorCode'),
      reason: attribute('Reason'),
      receiveCount,
    };
  });
}

/** AWS's own client, at the local cloud's endpoint. */
export function connectSqs(cloud: Cloud): SQSClient {
  const { awsEndpointUrl: endpoint, region } = cloud.describe();
  return new SQSClient({ endpoint, region, credentials: { accessKeyId: 'demo', secretAccessKey: 'demo' } });
}
