import { statusAt, type BookingState } from '../../../model/bookings/states.ts';
import type { Instant } from '../../platform/now.ts';
import { entities } from './entities.ts';

/** A booking as a calendar shows it. */
export interface CalendarBooking {
  readonly id: string;
  readonly title: string;
  readonly status: BookingState;
  /** A day for a stay, whose end is the day of leaving; an instant in UTC for an appointment. */
  readonly start: string;
  readonly end: string;
  readonly isAllDay: boolean;
  readonly createdOn: string;
  readonly updatedOn: string;
}

/** Chosen: half a year back, and of each kind as many as nobody has. */
const DAYS_BACK = 183;
const MOST_OF_A_KIND = 250;

const DAY_SECONDS = 24 * 60 * 60;

/** An appointment of a service that says no length. Chosen. */
const USUAL_MINUTES = 60;

/** The latest first come first: with too many, the furthest in the past are left out. */
const page = { order: 'desc', limit: MOST_OF_A_KIND, pages: 'all' } as const;

export const findBookings = async (userId: string, instant: Instant): Promise<readonly CalendarBooking[]> => {
  const since = new Date((instant.seconds - DAYS_BACK * DAY_SECONDS) * 1000).toISOString().slice(0, 10);
  const [stays, appointments] = await Promise.all([
    entities.ApartmentBooking.query.byUser({ userId }).gte({ startDate: since }).go(page),
    entities.ServiceBooking.query.byUser({ userId }).gte({ dateTime: since }).go(page),
  ]);
  const [apartments, services] = await Promise.all([
    numbersOf(stays.data.map(({ apartmentId }) => apartmentId)),
    lengthsOf(appointments.data.map(({ serviceId }) => serviceId)),
  ]);
  return [
    ...stays.data.map((stay) => ({
      ...stay,
      title: `Stay in apartment ${apartments.get(stay.apartmentId) ?? stay.apartmentId}`,
      status: statusAt(stay, instant.iso),
      start: stay.startDate,
      end: stay.endDate,
      isAllDay: true,
    })),
    ...appointments.data.map((appointment) => ({
      ...appointment,
      title: appointment.serviceName,
      status: statusAt(appointment, instant.iso),
      start: appointment.dateTime,
      end: minutesLater(appointment.dateTime, services.get(appointment.serviceId) ?? USUAL_MINUTES),
      isAllDay: false,
    })),
  ];
};

const minutesLater = (dateTime: string, minutes: number) =>
  new Date(Date.parse(dateTime) + minutes * 60_000).toISOString();

const numbersOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { data } = await entities.Apartment.get(distinct(ids).map((id) => ({ id }))).go();
  return new Map(data.map(({ id, apartmentNumber }) => [id, apartmentNumber]));
};

const lengthsOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const { data } = await entities.Product.get(distinct(ids).map((productId) => ({ productId }))).go();
  return new Map(data.map(({ productId, slotMinutes }) => [productId, slotMinutes ?? USUAL_MINUTES]));
};

const distinct = (ids: readonly string[]) => [...new Set(ids)];
