/**
 * Every kind of refusal, the same words for a client (`errorType`) and for a dead letter (`ErrorCode`).
 * A client may branch on these; the messages beside them are for people.
 */
export const errorTypes = {
  /** An argument or a message field is not acceptable. errorInfo `{argument}`. */
  InvalidArgument: 'InvalidArgument',
  /** What was named does not exist. errorInfo: the argument and its value. */
  NotFound: 'NotFound',
  /** The caller may not do this to, or for, another person. */
  Forbidden: 'Forbidden',
  /** What was to be created is there already. errorInfo `{id}`. */
  AlreadyExists: 'AlreadyExists',
  /** The person is disabled. errorInfo `{userId}`. */
  UserDisabled: 'UserDisabled',
  /** The person has a request or stay in progress for that apartment. errorInfo `{bookingId}`. */
  BookingInProgress: 'BookingInProgress',
  /** An approved stay has one of the nights. errorInfo `{apartmentId}`. */
  DatesTaken: 'DatesTaken',
  /** An order of this id and another content is there. errorInfo `{orderId}`. */
  OrderConflict: 'OrderConflict',
  /** A lot of this id brought another number of units. errorInfo `{sku, lotId}`. */
  LotConflict: 'LotConflict',
  /** The state stored does not allow this move. errorInfo `{status}`. */
  StateConflict: 'StateConflict',
  /** A payment of the same thing is under way. errorInfo `{paymentId}`. */
  PaymentInProgress: 'PaymentInProgress',
  /** Payments of the same thing were refused too often. errorInfo `{attempts}`. */
  PaymentRefused: 'PaymentRefused',
  /** The request could not be handed to its queue, nothing was kept but a claim that copies of it share; try again. */
  QueueUnavailable: 'QueueUnavailable',
  /** Somebody else was writing the same, it is not stored yet, or the table was busy; nothing was changed, try again. */
  TryAgain: 'TryAgain',
  /** Our fault; the log says more. */
  InternalFailure: 'InternalFailure',
} as const;

export type ErrorType = keyof typeof errorTypes;
