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
export interface BookedStay extends Stored, Stay {
  readonly apartmentId: string;
}

/** A stored booking of a service. */
export interface Appointment extends Stored {
  readonly serviceId: string;
  readonly serviceName: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly dateTime: string;
}

export type Booked = BookedStay | Appointment;

/** Only a stay has an apartment. */
export const isStay = (booked: object): booked is BookedStay => !!(booked as BookedStay).apartmentId;

/** The name of a booking's kind, in GraphQL and as the mark of its row. */
export const kindOf = (booked: object) =>
  isStay(booked) ? ('ApartmentBooking' as const) : ('ServiceBooking' as const);

type Subject = Pick<BookedStay, 'apartmentId'> | Pick<Appointment, 'serviceId' | 'dateTime'>;

/** What one person can have one booking in progress for: an apartment, or a service at a time. */
export const subjectOf = (wanted: Subject) => {
  if (isStay(wanted)) return `APARTMENT#${wanted.apartmentId}`;
  const { serviceId, dateTime } = wanted as Appointment;
  return `SERVICE#${serviceId}#${dateTime}`;
};

type Content = Stay | Pick<Appointment, 'serviceName'>;

/** What a request asks for of its subject; a request sent again under a client token asks for the same. */
export const contentOf = (wanted: Content) => {
  const { startDate, endDate } = wanted as Stay;
  return startDate ? `${startDate}/${endDate}` : (wanted as Appointment).serviceName;
};
