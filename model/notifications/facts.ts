import type { NotificationKind } from './kinds.ts';

/** A stay, as people are told of it. */
export interface StayFacts {
  readonly apartmentNumber: string;
  readonly startDate: string;
  readonly endDate: string;
}

export interface AppointmentFacts {
  readonly serviceName: string;
  /** ISO 8601 in UTC. */
  readonly dateTime: string;
  /** The service's, as IANA names it. */
  readonly timeZone: string;
}

export type BookingFacts = StayFacts | AppointmentFacts;

export interface OrderFacts {
  readonly orderId: string;
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What each kind is told with. */
export interface Facts {
  readonly BOOKING_APPROVED: BookingFacts;
  readonly BOOKING_REJECTED: BookingFacts;
  readonly BOOKING_EXPIRED: BookingFacts;
  /** Until when it waits: ISO 8601 in UTC. */
  readonly BOOKING_ABOUT_TO_EXPIRE: BookingFacts & { readonly holdUntil: string };
  readonly STAY_REMINDER: BookingFacts;
  readonly PAYMENT_REFUSED: BookingFacts | OrderFacts;
  readonly ORDER_CREATED: OrderFacts;
  readonly ORDER_READY: OrderFacts;
  readonly ORDER_DELIVERED: OrderFacts;
  readonly ORDER_CANCELED: OrderFacts;
  readonly BACK_IN_STOCK: { readonly sku: string; readonly name: string };
}

/** What is said: plain text, whatever markup the names in it have. */
export interface Said {
  readonly title: string;
  readonly body: string;
}

/** What is told in a language, by kind. */
export type Templates = { readonly [Kind in NotificationKind]: (facts: Facts[Kind]) => Said };

/** A page of one subject, and of one button where there is something to do. */
export interface PageText {
  readonly title: string;
  readonly text: string;
  readonly button?: string;
}

/** What else is written to people in a language. */
export interface Phrases {
  readonly greeting: (firstName: string) => string;
  /** Under every e-mail. */
  readonly footer: string;
  readonly unsubscribe: string;
  /** The page where somebody ends their e-mails: before, after, and where the link is good for nothing. */
  readonly unsubscribing: Readonly<Record<'asked' | 'ended' | 'gone', PageText>>;
  /** Whoever reads it out of context must know what it is for. */
  readonly code: (code: string, minutes: number) => string;
}

export const isStayFacts = (facts: BookingFacts | OrderFacts): facts is StayFacts =>
  'apartmentNumber' in facts;
export const isOrderFacts = (facts: BookingFacts | OrderFacts): facts is OrderFacts => 'orderId' in facts;
