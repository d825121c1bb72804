/**
 * Every type of error, the same for a client (`errorType`) and for a dead letter (`ErrorCode`). Clients may
 * branch on them; the messages beside them are for people.
 */
export const errorTypes = {
  /** An argument or a message field is not acceptable. errorInfo `{argument}`. */
  InvalidArgument: 'InvalidArgument',
  /** Something that the request names does not exist. errorInfo: the argument and its value. */
  NotFound: 'NotFound',
  /** The caller may not do this to, or for, another person. */
  Forbidden: 'Forbidden',
  /** Something with this id exists already. errorInfo `{id}`. */
  AlreadyExists: 'AlreadyExists',
  /** The person is disabled. errorInfo `{userId}`. */
  UserDisabled: 'UserDisabled',
  /** The person has a request or stay in progress for that apartment. errorInfo `{bookingId}`. */
  BookingInProgress: 'BookingInProgress',
  /** An approved stay has one of the nights. errorInfo `{apartmentId}`. */
  DatesTaken: 'DatesTaken',
  /** There is an order with this id and another content. errorInfo `{orderId}`. */
  OrderConflict: 'OrderConflict',
  /** Somebody else changed it since. errorInfo `{version}`: the present one. */
  VersionConflict: 'VersionConflict',
  /** The catalogue has another price. errorInfo `{sku, price}`, in EUR. */
  PriceChanged: 'PriceChanged',
  /** Nobody sells this now: the product was removed, never was, or its store takes no part. errorInfo `{sku}` or `{serviceId}`. */
  NotOffered: 'NotOffered',
  /** Everybody who can be served at that time is booked. errorInfo `{serviceId, dateTime}`. */
  SlotTaken: 'SlotTaken',
  /** The basket is not as it was seen. errorInfo `{version, amount}`: the present ones, in EUR. */
  BasketChanged: 'BasketChanged',
  /** There is a lot with this id and another number of units. errorInfo `{sku, lotId}`. */
  LotConflict: 'LotConflict',
  /** The stored status does not allow this. errorInfo `{status}`. */
  StateConflict: 'StateConflict',
  /** A payment of the same thing is under way. errorInfo `{paymentId}`. */
  PaymentInProgress: 'PaymentInProgress',
  /** Payments of the same thing were refused too often. errorInfo `{attempts}`. */
  PaymentRefused: 'PaymentRefused',
  /**
   * The request could not be queued; nothing was stored but a claim, which the same request shares. Try
   * again.
   */
  QueueUnavailable: 'QueueUnavailable',
  /**
   * Somebody else was writing the same rows, a row is not stored yet, or the table was busy. Nothing changed:
   * try again.
   */
  TryAgain: 'TryAgain',
  /** Our fault; the log says more. */
  InternalFailure: 'InternalFailure',
} as const;

export type ErrorType = keyof typeof errorTypes;
