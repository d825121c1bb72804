import { isDate } from '../calendar.ts';
import { isBefore } from '../instants.ts';
import type { BookingState } from './states.ts';
import type { Stay } from './stays.ts';

interface Stored {
  readonly id: string;
  readonly userId: string;
  readonly status: BookingState;
  /** ISO 8601 in UTC with milliseconds, like every instant of a row. */
  readonly holdUntil: string;
  readonly createdOn: string;
  /** Whole cents, frozen when it was requested. Bookings of an earlier version have none. */
  readonly priceCents?: number;
}

/** A stored booking of an apartment. */
export interface StoredStay extends Stored, Stay {
  readonly apartmentId: string;
}

/** A stored booking of a service. */
export interface StoredAppointment extends Stored {
  readonly serviceId: string;
  readonly serviceName: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly dateTime: string;
  /** The catalogue's, which has the price. */
  readonly productVersion?: number;
}

export type StoredBooking = StoredStay | StoredAppointment;

/** Only a stay has an apartment. The assertion only reads the attribute, which anything else does not have. */
export const isStay = (booked: object): booked is StoredStay => !!(booked as StoredStay).apartmentId;

/** Whether a booking has a seat in a slot: an appointment from before services had slots has none. */
export const isSeated = (booking: StoredBooking): booking is StoredAppointment =>
  // Of a stay the attribute is absent.
  (booking as StoredAppointment).productVersion !== undefined;

/** The name of a booking's kind, of its type in GraphQL and of its entity. */
export const bookingKindOf = (booked: object) =>
  isStay(booked) ? ('ApartmentBooking' as const) : ('ServiceBooking' as const);

type Subject = Pick<StoredStay, 'apartmentId'> | Pick<StoredAppointment, 'serviceId' | 'dateTime'>;

/**
 * What a person's claim is on: an apartment, or a service at a time. A person has at most one claim on each.
 */
export const claimSubjectOf = (wanted: Subject) => {
  if (isStay(wanted)) return `APARTMENT#${wanted.apartmentId}`;
  // What is no stay is an appointment.
  const { serviceId, dateTime } = wanted as StoredAppointment;
  return `SERVICE#${serviceId}#${dateTime}`;
};

type Content = Stay | Pick<StoredAppointment, 'serviceName'>;

/** What a request wants of its subject. A request that is sent again under its client token wants the same. */
export const claimContentOf = (wanted: Content) => {
  // Only to read the attributes, of which each kind has its own.
  const { startDate, endDate, serviceName } = wanted as Stay & Pick<StoredAppointment, 'serviceName'>;
  return startDate ? `${startDate}/${endDate}` : serviceName;
};

/** The most characters of a service's name. */
export const MAX_SERVICE_NAME_LENGTH = 100;

/**
 * What is wrong with the time of an appointment that is requested at `now`; undefined where nothing is. Both
 * are ISO 8601 in UTC.
 */
export const appointmentFault = (dateTime: string, now: string): string | undefined => {
  if (!isDate(dateTime.slice(0, 10))) return 'dateTime must be an instant of the calendar';
  if (!isBefore(now, dateTime)) return 'dateTime has passed';
  return undefined;
};
