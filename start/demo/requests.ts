import { spoken, spokenInstant, type Dates } from './dates.ts';
import type { Person } from './Person.ts';
import { shortId } from './shortId.ts';

/** A mutation that somebody is about to send. */
export interface Request {
  readonly who: Person;
  /** In the imperative, as the accounting lists it. */
  readonly action: string;
  /** In the third person, as its line tells it. */
  readonly does: string;
  readonly about: string;
  readonly field: string;
  readonly mutation: string;
  readonly variables: object;
}

export interface Flat {
  readonly id: string;
  /** Such as `201`. */
  readonly number: string;
}

export function book(who: Person, flat: Flat, dates: Dates, clientToken?: string): Request {
  return {
    who,
    action: 'book',
    does: 'books',
    about: `flat ${flat.number}, ${spoken(dates)}`,
    field: 'createApartmentBooking',
    mutation:
      'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id status } }',
    variables: { input: { apartmentId: flat.id, ...dates, clientToken } },
  };
}

export const confirm = (who: Person, bookingId: string): Request =>
  moving(who, { action: 'confirm', does: 'confirms', field: 'confirmBooking', bookingId });

export const pay = (who: Person, bookingId: string): Request =>
  moving(who, { action: 'pay', does: 'pays', field: 'payBooking', bookingId });

export const cancel = (who: Person, bookingId: string): Request =>
  moving(who, { action: 'cancel', does: 'cancels', field: 'cancelBooking', bookingId });

export function bookService(who: Person, serviceName: string, dateTime: string): Request {
  return {
    who,
    action: 'book service',
    does: 'books',
    about: serviceName,
    field: 'createServiceBooking',
    mutation:
      'mutation ($input: CreateServiceBookingInput!) { createServiceBooking(input: $input) { id status } }',
    variables: { input: { serviceId: serviceName.replaceAll(' ', '-'), serviceName, dateTime } },
  };
}

export function change(who: Person, bookingId: string, dateTime: string): Request {
  return {
    who,
    action: 'change',
    does: 'moves',
    about: `${shortId(bookingId)} to ${spokenInstant(dateTime)}`,
    field: 'updateBooking',
    mutation:
      'mutation ($input: UpdateBookingInput!) { updateBooking(input: $input) { id status } }',
    variables: { input: { bookingId, dateTime } },
  };
}

interface Move {
  readonly action: string;
  readonly does: string;
  readonly field: string;
  readonly bookingId: string;
}

const moving = (who: Person, { action, does, field, bookingId }: Move): Request => ({
  who,
  action,
  does,
  about: shortId(bookingId),
  field,
  mutation: `mutation ($bookingId: ID!) { ${field}(bookingId: $bookingId) { id status } }`,
  variables: { bookingId },
});
