import type { ApiError } from './ApiError.ts';

/** Said where there is nothing else to show. */
export const UNREACHABLE = 'Frontdesk cannot be reached';

/** The API's `errorType` in words of somebody who lives here. What the API says itself stands where there are none. */
const WORDS: Readonly<Record<string, string>> = {
  BookingInProgress: 'You have a booking of this in progress already. Look at your bookings.',
  BasketChanged: 'Something in your basket changed meanwhile. Look at it again, then order.',
  DatesTaken: 'Somebody else has got these nights. Choose others.',
  Forbidden: 'You may not do this.',
  Malformed: 'Something that you wrote cannot be. Look at it again.',
  NotFound: 'This is not there any more.',
  NotOffered: 'This is not sold at present.',
  InternalFailure: 'Something went wrong at Frontdesk. Try again; if it stays, tell the desk.',
  PaymentInProgress: 'A payment of this is on its way already.',
  PaymentRefused: 'The payment was refused. Nothing was taken.',
  PriceChanged: 'The price has changed. Look at it again.',
  QueueUnavailable: 'Frontdesk is very busy. Nothing was done; try again in a moment.',
  SlotTaken: 'Somebody else has taken this slot. Choose another one.',
  StateConflict: 'Its state has changed meanwhile. Look at it as it is now.',
  TryAgain: 'Somebody else changed this at the same moment. Try again.',
  Unauthorized: 'You may not do this.',
  Unreachable: 'Frontdesk cannot be reached. Look at your connection, then try again.',
  UserDisabled: 'Your account is disabled. Ask at the desk.',
  VersionConflict: 'Somebody changed this meanwhile. Look at it as it is now.',
};

export const problemWords = ({ errorType, message }: ApiError): string => WORDS[errorType] ?? message;
