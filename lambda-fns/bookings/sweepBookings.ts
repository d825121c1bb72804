import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { Apartment } from '../../model/apartments/Apartment.ts';
import { Building } from '../../model/apartments/Building.ts';
import type { Booked } from '../../model/bookings/kinds.ts';
import { SweepBookings } from '../../model/bookings/messages.ts';
import { statusAt } from '../../model/bookings/states.ts';
import { connected } from '../connected.ts';
import { eachRecord } from '../eachRecord.ts';
import { environment } from '../environment.ts';
import { now, type Instant } from '../now.ts';
import { queues } from '../queues.ts';
import { dueAppointments, dueStays } from './dueBookings.ts';
import { endBooking } from './endBooking.ts';

/** Bookings one message ends at most; the next sweep finds the rest. */
const MOST = 100;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const BATCH = 10;

const buildings = connected(Building);
const apartments = connected(Apartment);

/**
 * Writes down what time has brought: EXPIRED where nobody confirmed, COMPLETED where it is over. The first
 * message of a sweep looks through the appointments and sends itself a message for each building.
 */
export const handler = eachRecord({
  step: 'sweepBookings',
  schema: SweepBookings,
  entityIdOf: (body) => body?.buildingId ?? body?.sweep,
  handle: async (message) => {
    const instant = now();
    if (message.sweep === 'building') return endAll(await dueIn(message.buildingId, instant), instant);
    await sendBuildings();
    return endAll(await dueAppointments(instant), instant);
  },
});

const dueIn = async (buildingId: string, instant: Instant) => {
  const { data } = await apartments.query.byBuilding({ buildingId }).go({ pages: 'all' });
  const due: Booked[] = [];
  for (const { id } of data) if (due.length < MOST) due.push(...(await dueStays(id, instant)));
  return due;
};

const sendBuildings = async () => {
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

/** One that cannot be ended now does not keep the others; its error brings the message back. */
const endAll = async (due: readonly Booked[], instant: Instant) => {
  const errors: unknown[] = [];
  for (const booking of due.slice(0, MOST))
    await endBooking(booking, endingOf(booking, instant), instant).catch((error) => errors.push(error));
  if (errors.length > 0) throw errors[0];
  return `${Math.min(due.length, MOST)} ended`;
};

const endingOf = (booking: Booked, instant: Instant) => {
  const status = statusAt(booking, instant.iso);
  return { status, reason: status === 'EXPIRED' ? 'Nobody confirmed it before its hold passed' : '' };
};
