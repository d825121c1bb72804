import { isDate } from '../calendar.ts';
import type { BookingState } from './states.ts';
import type { Stay } from './stays.ts';

interface Stored {
  readonly id: string;
  readonly userId: string;
  readonly status: BookingState;
  /** ISO 8601 in UTC with milliseconds, like every instant of a row. */
  readonly holdUntil: string;
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
}

export type StoredBooking = StoredStay | StoredAppointment;

/** Only a stay has an apartment. */
export const isStay = (booked: object): booked is StoredStay =>
  // Whatever it is: it is only asked for the attribute.
  !!(booked as StoredStay).apartmentId;

/** The name of a booking's kind, of its type in GraphQL and of its entity. */
export const bookingKindOf = (booked: object) =>
  isStay(booked) ? ('ApartmentBooking' as const) : ('ServiceBooking' as const);

type Subject = Pick<StoredStay, 'apartmentId'> | Pick<StoredAppointment, 'serviceId' | 'dateTime'>;

/** What one person can have one booking in progress for: an apartment, or a service at a time. */
export const claimSubjectOf = (wanted: Subject) => {
  if (isStay(wanted)) return `APARTMENT#${wanted.apartmentId}`;
  // What is no stay is an appointment.
  const { serviceId, dateTime } = wanted as StoredAppointment;
  return `SERVICE#${serviceId}#${dateTime}`;
};

type Content = Stay | Pick<StoredAppointment, 'serviceName'>;

/** What a request asks for of its subject; a request sent again under a client token asks for the same. */
export const claimContentOf = (wanted: Content) => {
  // Whichever it is: it is only asked for the attributes of both.
  const { startDate, endDate, serviceName } = wanted as Stay & Pick<StoredAppointment, 'serviceName'>;
  return startDate ? `${startDate}/${endDate}` : serviceName;
};

/** Characters of the longest service's name. */
export const MAX_SERVICE_NAME_LENGTH = 100;

/**
 * What is wrong with the time of an appointment asked for at `now`; undefined when nothing is.
 * Both are ISO 8601 in UTC with milliseconds.
 */
export const appointmentFault = (dateTime: string, now: string): string | undefined => {
  if (!isDate(dateTime.slice(0, 10))) return 'dateTime must be an instant of the calendar';
  if (dateTime <= now) return 'dateTime has passed';
  return undefined;
};
