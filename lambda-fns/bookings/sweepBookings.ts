import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { buildingSchema } from '../../model/apartments/Building.ts';
import { shards } from '../../model/bookings/keys.ts';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { SweepBookings } from '../../model/bookings/messages.ts';
import { statusAt } from '../../model/bookings/states.ts';
import { MAX_NIGHTS } from '../../model/bookings/stays.ts';
import { dateOf, dayNumberOf } from '../../model/calendar.ts';
import { bindEntity } from '../platform/bindEntity.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { environment } from '../platform/environment.ts';
import { RetryableError } from '../platform/errors.ts';
import { inParallel } from '../platform/inParallel.ts';
import { now, type Instant } from '../platform/now.ts';
import { sqs } from '../platform/queues.ts';
import { endBookings } from './shared/end.ts';
import { entities } from './shared/entities.ts';
import { announceNotices } from './shared/notices.ts';

/**
 * Writes down what time has brought: EXPIRED where nobody confirmed, COMPLETED where it is over. The first
 * message of a sweep looks through the appointments and sends a message for each building.
 */
export const handler = eachRecord({
  step: 'sweepBookings',
  schema: SweepBookings,
  entityType: 'building',
  entityIdPaths: ['buildingId', 'sweep'],
  handle: async (message) => {
    const instant = now();
    if (message.sweep === 'building')
      return followTime(await findStays(message.buildingId, instant), instant);
    await sendBuildings();
    return followTime(await findAppointments(instant), instant);
  },
});

/** Announces what is near, and ends what is over. */
const followTime = async (bookings: readonly StoredBooking[], now: Instant): Promise<string> => {
  const noticed = await announceNotices(bookings, now);
  const ended = await endBookings(
    bookings.filter((booking) => isDue(booking, now)),
    now,
  );
  return noticed > 0 ? `${ended}, ${noticed} noticed` : ended;
};

const buildings = bindEntity(buildingSchema);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MAX_BATCH = 10;

/** Sends a message for each building to the sweep's own queue, so that they are looked through in parallel. */
const sendBuildings = async () => {
  const { data } = await buildings.query.all({}).go({ pages: 'all' });
  const entries = data.map(({ id }, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ sweep: 'building', buildingId: id }),
  }));
  for (let first = 0; first < entries.length; first += MAX_BATCH) {
    const Entries = entries.slice(first, first + MAX_BATCH);
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: environment.QUEUE_URL, Entries }),
    );
    if (Failed.length > 0)
      throw new RetryableError('InternalFailure', `SQS took all but ${Failed.length} buildings`);
  }
};

/**
 * How long after its time a booking is still looked for: sweeping may stand still that long and lose nothing.
 */
const GRACE_DAYS = 30;
const APARTMENTS_AT_ONCE = 10;

/** The bookings of a building's apartments that are not over, as far as it is stored. */
const findStays = async (buildingId: string, now: Instant): Promise<StoredBooking[]> => {
  const { data } = await entities.Apartment.query.byBuilding({ buildingId }).go({ pages: 'all' });
  const found = await inParallel(data, APARTMENTS_AT_ONCE, ({ id }) => findOfApartment(id, now));
  return found.flat();
};

const findOfApartment = async (apartmentId: string, now: Instant): Promise<StoredBooking[]> => {
  const { data } = await entities.ApartmentBooking.query
    .byApartment({ apartmentId })
    .gte({ startDate: dateBefore(now, MAX_NIGHTS + GRACE_DAYS) })
    .where(({ status }, { eq }) =>
      [eq(status, 'PENDING'), eq(status, 'APPROVED'), eq(status, 'PAID')].join(' OR '),
    )
    .go({ pages: 'all' });
  return data;
};

/** Likewise of all appointments. */
const findAppointments = async (now: Instant): Promise<StoredBooking[]> => {
  const found = await Promise.all(
    shards.map((shard) =>
      entities.ServiceBooking.query
        .byShard({ shard })
        .gte({ dateTime: dateBefore(now, GRACE_DAYS) })
        .where(({ status }, { eq }) =>
          [eq(status, 'PENDING'), eq(status, 'APPROVED'), eq(status, 'PAID')].join(' OR '),
        )
        .go({ pages: 'all' }),
    ),
  );
  return found.flatMap(({ data }) => data);
};

const isDue = (booking: StoredBooking, now: Instant) => statusAt(booking, now.iso) !== booking.status;

const dateBefore = (now: Instant, days: number) => dateOf(dayNumberOf(now.iso.slice(0, 10)) - days);
