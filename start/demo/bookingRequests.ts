import { spoken, spokenInstant, type Dates } from './dates.ts';
import type { Flat } from './Flat.ts';
import type { Person } from './Person.ts';
import type { Request } from './Request.ts';
import { shortId } from './shortId.ts';

export function book(who: Person, flat: Flat, dates: Dates, clientToken?: string): Request {
  return {
    who,
    kind: 'booking',
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
    kind: 'booking',
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
    kind: 'booking',
    action: 'change',
    does: 'moves',
    about: `${shortId(bookingId)} to ${spokenInstant(dateTime)}`,
    field: 'updateBooking',
    mutation: 'mutation ($input: UpdateBookingInput!) { updateBooking(input: $input) { id status } }',
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
  kind: 'booking',
  action,
  does,
  about: shortId(bookingId),
  field,
  mutation: `mutation ($bookingId: ID!) { ${field}(bookingId: $bookingId) { id status } }`,
  variables: { bookingId },
});
