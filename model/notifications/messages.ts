import * as z from 'zod';
import type { UserEventName } from '../accounts/events.ts';
import { chosenId, eventDetail, eventDetails, id, text } from '../messages.ts';
import { NOTIFICATION_CREATED_EVENT, PHONE_CODE_REQUESTED_EVENT } from './events.ts';
import { bookingNotices, orderNotices, type BookingNotice, type OrderNotice } from './kinds.ts';

// `Object.keys` forgets the names, and that there is one.
const namesOf = <Name extends string>(notices: Record<Name, unknown>) =>
  Object.keys(notices) as unknown as readonly [Name, ...Name[]];

const updatedOn = text.pipe(z.iso.datetime());

/** Which order, and no more: what is told of it is what is stored. */
const OrderMoved = eventDetails(namesOf<OrderNotice>(orderNotices), {
  orderId: text.pipe(chosenId),
  updatedOn,
}).transform(({ eventName, eventData: { orderId, updatedOn } }) => ({ eventName, orderId, updatedOn }));

/** Likewise of a booking; of a payment that was refused, which one. */
const BookingMoved = eventDetails(namesOf<BookingNotice>(bookingNotices), {
  bookingId: text.pipe(id),
  paymentId: text.optional(),
  updatedOn,
}).transform(({ eventName, eventData: { bookingId, paymentId, updatedOn } }) => ({
  ...{ eventName, bookingId, updatedOn },
  ...(paymentId !== undefined && { paymentId }),
}));

export type BookingMoved = z.infer<typeof BookingMoved>;

/** Something happened that somebody is told of. */
export const CreateNotifications = OrderMoved.or(BookingMoved);

export type CreateNotifications = z.infer<typeof CreateNotifications>;

/** An entry that its person wants to hear of outside of the inbox: by its event, or now that quiet hours are over. */
const EntryToSend = eventDetail(NOTIFICATION_CREATED_EVENT, {
  notificationId: text.pipe(id),
  userId: text.pipe(id),
})
  .transform(({ notificationId, userId }) => ({ notificationId, userId }))
  .or(z.strictObject({ notificationId: id, userId: id, due: z.literal(true) }));

const CodeToSend = eventDetail(PHONE_CODE_REQUESTED_EVENT, {
  codeId: text.pipe(id),
  userId: text.pipe(id),
}).transform(({ codeId, userId }) => ({ codeId, userId }));

export const SendNotifications = EntryToSend.or(CodeToSend);

export type SendNotifications = z.infer<typeof SendNotifications>;

const userDeleted: UserEventName = 'USER_DELETED_EVENT';

/** Whose account was deleted. */
export const ForgetPerson = eventDetail(userDeleted, { userId: text.pipe(id) }).transform(({ userId }) => ({
  userId,
}));

/** What is looked for from time to time: messages whose quiet hours are over, and SKUs that are back. */
export const SweepNotifications = z.strictObject({ sweep: z.literal('notifications') });
