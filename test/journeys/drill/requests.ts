import { books, booksService, confirms, hasService, pays, type Answer } from '../when.ts';
import { aLine, places } from '../orders/when.ts';
import { someApartments } from '../racing.ts';
import type { Drill, DrillRequest } from './Drill.ts';

/** Requests under way at a time. */
const AT_ONCE = 20;

/** Runs `send` for each number below `count`, some at a time, and then lets all of it come through. */
async function sendAll<Sent>(
  { desk }: Drill,
  count: number,
  send: (nth: number) => Promise<Sent>,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
    sent.push(...(await Promise.all(numbers.map(send))));
  }
  await desk.cloud.settles();
  return sent;
}

function ticketOf({ data, errors }: Answer, field: string): string {
  if (errors) throw new Error(JSON.stringify(errors));
  return data![field].id;
}

/** SKUs that orders are spread over, so that few transactions meet. */
export const SKUS = 10;
export const skuOf = (nth: number) => `drill-sku-${nth % SKUS}`;

/** Orders of one unit each, with ids that begin with `drill-<prefix>`. */
export const placesOrders = (drill: Drill, prefix: string, count: number): Promise<DrillRequest[]> =>
  sendAll(drill, count, async (nth) => {
    const id = `drill-${prefix}-${nth}`;
    const tenant = drill.tenants[nth % drill.tenants.length]!;
    const answer = await places(drill.desk, tenant, { orderId: id, lines: [aLine(skuOf(nth))] });
    ticketOf(answer, 'placeOrder');
    return { kind: 'order', id, endsAs: 'PAYMENT_ACCEPTED' };
  });

/** Stays that are in nobody's way: of each tenant one in each apartment, at a time of its own. */
export const booksStays = (
  drill: Drill,
  apartments: readonly string[],
  count: number,
): Promise<DrillRequest[]> =>
  sendAll(drill, count, async (nth) => {
    const at = nth % drill.tenants.length;
    const apartmentId = apartments[Math.floor(nth / drill.tenants.length)]!;
    const answer = await books(drill.desk, drill.tenants[at]!, { apartmentId, ...nightsOf(at) });
    return { kind: 'stay', id: ticketOf(answer, 'createApartmentBooking'), endsAs: 'PENDING' };
  });

const nightsOf = (nth: number) => {
  const day = (days: number) => new Date(Date.UTC(2027, 2, 1 + days)).toISOString().slice(0, 10);
  return { startDate: day(3 * nth), endDate: day(3 * nth + 2) };
};

export const booksAppointments = (drill: Drill, name: string, count: number): Promise<DrillRequest[]> =>
  sendAll(drill, count, async (nth) => {
    const serviceId = await hasService(drill.desk, { name });
    const appointment = { serviceId, dateTime: `2027-03-1${nth % 10}T08:00:00.000Z` };
    const answer = await booksService(drill.desk, drill.tenants[nth % drill.tenants.length]!, appointment);
    return { kind: 'appointment', id: ticketOf(answer, 'createServiceBooking'), endsAs: 'PENDING' };
  });

/** Stays of new apartments that are approved, each with so many others that want the same nights. */
async function approvesStays(drill: Drill, count: number, rivals: number) {
  const { desk, tenants } = drill;
  const apartments = await someApartments(desk, count);
  const booked = await sendAll(drill, count, async (nth) => {
    const apartmentId = apartments[nth]!;
    const people = Array.from({ length: 1 + rivals }, (_, each) => tenants[(nth + each) % tenants.length]!);
    const ids = people.map(async (tenant) =>
      ticketOf(await books(desk, tenant, { apartmentId, ...nightsOf(0) }), 'createApartmentBooking'),
    );
    return { owner: people[0]!, ids: await Promise.all(ids) };
  });
  await sendAll(drill, count, async (nth) =>
    ticketOf(await confirms(desk, desk.caretaker, booked[nth]!.ids[0]!), 'confirmBooking'),
  );
  return booked;
}

/** Of two that want the same nights of an apartment, one is approved: the other has to be rejected. */
export const rejectsRivals = async (drill: Drill, count: number): Promise<DrillRequest[]> =>
  (await approvesStays(drill, count, 1)).flatMap(({ ids: [approved, rejected] }): DrillRequest[] => [
    { kind: 'stay', id: approved!, endsAs: 'APPROVED' },
    { kind: 'stay', id: rejected!, endsAs: 'REJECTED' },
  ]);

/** Approved stays, which their owners pay for. */
export async function paysStays(drill: Drill, count: number): Promise<DrillRequest[]> {
  const booked = await approvesStays(drill, count, 0);
  return sendAll(drill, count, async (nth) => {
    const { owner, ids } = booked[nth]!;
    return {
      kind: 'stay',
      id: ticketOf(await pays(drill.desk, owner, ids[0]!), 'payBooking'),
      endsAs: 'PAID',
    };
  });
}
