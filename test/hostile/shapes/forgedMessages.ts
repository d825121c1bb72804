import { orderStatuses } from '../../../model/orders/states.ts';
import type { Chance } from '../Chance.ts';
import type { Attack, Shape } from '../Attack.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { awsRequest } from './awsAbuse.ts';
import { mutate } from './mutate.ts';
import { hostileText } from './values.ts';

/** Messages that no resolver and no rule sent, in every worker's queue. Some would be right, if anything had happened. */
export const forgedMessages: Shape = {
  name: 'forged messages',
  weight: 0.1,
  generate(chance, known): Attack {
    const { queues } = known.description;
    const name = chance.pick(Object.keys(queues));
    const bodies = Array.from({ length: chance.int(1, 10) }, () => bodyOf(name, chance, known));
    const Entries = bodies.map((MessageBody, at) => ({ Id: `m${at}`, MessageBody }));
    return awsRequest('AmazonSQS.SendMessageBatch', JSON.stringify({ QueueUrl: queues[name]!.url, Entries }));
  },
};

function bodyOf(queue: string, chance: Chance, known: Knowledge): string {
  const message = (commands[queue] ?? event)(chance, known);
  if (chance.often(25)) return JSON.stringify(message);
  if (chance.often(10)) return hostileText(chance).slice(0, 20_000) || 'a';
  return JSON.stringify(mutate(message, chance)).slice(0, 25_000);
}

const ulid = (chance: Chance) => `01${chance.hex(24).toUpperCase()}`;
const orderIdOf = (chance: Chance, { orderIds }: Knowledge) =>
  chance.often(50) ? chance.pick(orderIds) : `forged-${chance.hex(8)}`;
const userIdOf = (chance: Chance, { userId }: Knowledge) => (chance.often(50) ? userId : chance.hex(26));
const DATES = { startDate: '2031-05-01', endDate: '2031-05-03' };

/** What resolvers send. */
const commands: Readonly<Record<string, (chance: Chance, known: Knowledge) => object>> = {
  CreateApartmentBooking: (chance, known) => ({
    bookingId: ulid(chance),
    userId: userIdOf(chance, known),
    apartmentId: chance.pick(known.apartmentIds),
    ...chance.pick([DATES, { startDate: '1999-01-01', endDate: '1999-01-02' }]),
    holdUntil: chance.pick([
      '2031-01-01T00:00:00.000Z',
      '3026-01-01T00:00:00.000Z',
      '1999-01-01T00:00:00.000Z',
    ]),
    requestedOn: '2026-01-01T00:00:00.000Z',
  }),
  CreateServiceBooking: (chance, known) => ({
    bookingId: ulid(chance),
    userId: userIdOf(chance, known),
    serviceId: 'cleaning',
    serviceName: 'Cleaning',
    dateTime: chance.pick(['2031-01-01T00:00:00.000Z', '1999-01-01T00:00:00.000Z']),
    terms: { priceCents: chance.int(0, 10), productVersion: chance.int(1, 3), capacity: chance.int(1, 100) },
    holdUntil: chance.pick(['2031-01-01T00:00:00.000Z', '3026-01-01T00:00:00.000Z']),
    requestedOn: '2026-01-01T00:00:00.000Z',
  }),
  PayBooking: (chance) => ({ bookingId: ulid(chance), attempt: chance.int(1, 3) }),
  PlaceOrder: (chance, known) => ({
    orderId: orderIdOf(chance, known),
    userId: userIdOf(chance, known),
    lines: [{ sku: chance.pick(known.skus), units: chance.int(1, 3), priceCents: 100 }],
    placedOn: '2026-01-01T00:00:00.000Z',
  }),
  SweepBookings: (chance, known) =>
    chance.pick([{ sweep: 'all' }, { sweep: 'building', buildingId: chance.pick(known.buildingIds) }]),
};

const EVENTS = [
  ...['PLACED', ...orderStatuses].map((status) => `ORDER_${status}_EVENT`),
  'SKU_RESTOCKED_EVENT',
  'BOOKING_CANCELLED_EVENT',
  'BOOKING_APPROVED_EVENT',
];

/** What rules send: an event, whose data is in DynamoDB's JSON. */
function event(chance: Chance, known: Knowledge): object {
  const eventName = chance.pick(EVENTS);
  const status = /^[A-Z]+_(\w+)_EVENT$/.exec(eventName)?.[1] ?? '';
  const sku = chance.pick(known.skus);
  const units = chance.int(1, 5);
  const line = { M: { sku: { S: sku }, units: { N: `${units}` }, priceCents: { N: '100' } } };
  const eventData = {
    orderId: { S: orderIdOf(chance, known) },
    bookingId: { S: ulid(chance) },
    userId: { S: userIdOf(chance, known) },
    apartmentId: { S: chance.pick(known.apartmentIds) },
    startDate: { S: DATES.startDate },
    endDate: { S: DATES.endDate },
    status: { S: status },
    reason: { S: '' },
    stock: { S: chance.pick(['', 'HELD', 'SOLD', 'RETURNED']) },
    amountCents: { N: `${units * 100}` },
    lines: { L: [line] },
    sku: { S: sku },
    units: { N: `${units}` },
    lotId: { S: `forged-${chance.hex(8)}` },
    updatedOn: { S: '2026-01-01T00:00:00.000Z' },
  };
  return {
    version: '0',
    id: chance.hex(32),
    'detail-type': eventName,
    source: 'frontdesk',
    account: '000000000000',
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: { eventName, applied: chance.often(90), eventData },
  };
}
