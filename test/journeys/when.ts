import type { Session } from '../../start/connect.ts';
import { subscribeWithWs, type Subscriber } from '../support/subscriber.ts';
import type { Frontdesk } from './given.ts';

export interface Stay {
  readonly apartmentId: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly clientToken?: string;
  readonly userId?: string;
}

export interface Answer {
  readonly data: Record<string, any> | null;
  readonly errors?: readonly {
    readonly errorType?: string;
    readonly errorInfo?: any;
    readonly message: string;
  }[];
}

export const BOOK = `mutation ($input: CreateApartmentBookingInput!) {
  createApartmentBooking(input: $input) { id status }
}`;

export const CONFIRM = `mutation ($bookingId: ID!) {
  confirmBooking(bookingId: $bookingId) { id status }
}`;

export const STATUSES = `subscription ($bookingId: ID, $apartmentId: ID, $userId: ID) {
  onBookingStatus(bookingId: $bookingId, apartmentId: $apartmentId, userId: $userId) {
    id userId apartmentId status reason updatedOn
  }
}`;

export interface Appointment {
  readonly serviceId: string;
  readonly serviceName?: string;
  readonly dateTime: string;
  readonly clientToken?: string;
}

/** A stay, by default three nights in March. */
export const aStay = (apartmentId: string, startDate = '2027-03-10', endDate = '2027-03-13'): Stay => ({
  apartmentId,
  startDate,
  endDate,
});

/** An appointment, by default on a morning in March. */
export const anAppointment = (serviceId: string, dateTime = '2027-03-10T08:00:00.000Z'): Appointment => ({
  serviceId,
  dateTime,
});

export { hasService, type Service } from './services.ts';

/** Runs an operation and returns the whole response, errors included. */
export async function ask(
  { cloud }: Frontdesk,
  { idToken }: Session,
  query: string,
  variables: object,
): Promise<Answer> {
  const headers = { authorization: idToken, 'content-type': 'application/json' };
  const response = await fetch(cloud.graphqlUrl, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

export const books = (desk: Frontdesk, session: Session, stay: Stay) =>
  ask(desk, session, BOOK, { input: stay });

export const confirms = (desk: Frontdesk, session: Session, bookingId: string) =>
  ask(desk, session, CONFIRM, { bookingId });

/** Books a stay, waits until it is stored and returns its id. */
export async function hasBooked(desk: Frontdesk, session: Session, stay: Stay): Promise<string> {
  const { data, errors } = await books(desk, session, stay);
  if (errors) throw new Error(JSON.stringify(errors));
  await desk.cloud.settles();
  return data!['createApartmentBooking'].id;
}

/** Disables an account, as an Admin. */
export const disables = ({ admin }: Frontdesk, id: string) =>
  admin.graphql('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id });

export const CANCEL = 'mutation ($bookingId: ID!) { cancelBooking(bookingId: $bookingId) { id status } }';

export const cancels = (desk: Frontdesk, session: Session, bookingId: string) =>
  ask(desk, session, CANCEL, { bookingId });

export const PAY = 'mutation ($bookingId: ID!) { payBooking(bookingId: $bookingId) { id status } }';

export const AUTHORIZE =
  'mutation ($bookingId: ID!) { authorizePayment(bookingId: $bookingId) { id status } }';
export const CONFIRM_PAYMENT =
  'mutation ($bookingId: ID!) { confirmPayment(bookingId: $bookingId) { id status } }';
export const VOID_PAYMENT = 'mutation ($bookingId: ID!) { voidPayment(bookingId: $bookingId) { id status } }';

export const pays = (desk: Frontdesk, session: Session, bookingId: string) =>
  ask(desk, session, PAY, { bookingId });

export const BOOK_SERVICE = `mutation ($input: CreateServiceBookingInput!) {
  createServiceBooking(input: $input) { id status }
}`;

export const booksService = (desk: Frontdesk, session: Session, appointment: Appointment) =>
  ask(desk, session, BOOK_SERVICE, { input: appointment });

/** Books a service, waits until it is stored and returns the booking's id. */
export async function hasBookedService(
  desk: Frontdesk,
  session: Session,
  appointment: Appointment,
): Promise<string> {
  const { data, errors } = await booksService(desk, session, appointment);
  if (errors) throw new Error(JSON.stringify(errors));
  await desk.cloud.settles();
  return data!['createServiceBooking'].id;
}

export const UPDATE = `mutation ($input: UpdateBookingInput!) { updateBooking(input: $input) {
  id status ... on ApartmentBooking { startDate endDate } ... on ServiceBooking { dateTime }
} }`;

export interface Change {
  readonly startDate?: string;
  readonly endDate?: string;
  readonly dateTime?: string;
}

export const updates = (desk: Frontdesk, session: Session, bookingId: string, change: Change) =>
  ask(desk, session, UPDATE, { input: { bookingId, ...change } });

/** Subscribes to the statuses of a person's bookings. */
export const follows = ({ cloud }: Frontdesk, { idToken }: Session): Promise<Subscriber> =>
  subscribeWithWs({ ...cloud.describe(), authorization: { Authorization: idToken } }, STATUSES);

/** An apartment's bookings that wait for staff, with who asked for them. */
export async function waitingFor({ caretaker }: Frontdesk, id: string) {
  const { apartment } = await caretaker.graphql(
    `query ($id: ID!) { apartment(id: $id) {
      takenNights(from: "2027-03-01", to: "2027-04-01") pendingBookings { items { id user { id } } }
    } }`,
    { id },
  );
  return apartment.pendingBookings.items;
}
