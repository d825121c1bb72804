import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { Building } from '../../model/apartments/Building.ts';
import { connected } from '../platform/bindEntity.ts';
import { environment } from '../platform/environment.ts';
import { queues } from '../platform/queues.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const BATCH = 10;

const buildings = connected(Building);

/** Puts a message for each building into the sweep's own queue, so that they are looked through beside each other. */
export const sendBuildings = async () => {
  const { data } = await buildings.query.all({}).go({ pages: 'all' });
  const entries = data.map(({ id }, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ sweep: 'building', buildingId: id }),
  }));
  for (let first = 0; first < entries.length; first += BATCH) {
    const Entries = entries.slice(first, first + BATCH);
    const { Failed = [] } = await queues.send(
      new SendMessageBatchCommand({ QueueUrl: environment.QUEUE_URL, Entries }),
    );
    if (Failed.length > 0) throw new Error(`SQS took all but ${Failed.length} buildings`);
  }
};
