import {
  isOrderFacts,
  isStayFacts,
  type BookingFacts,
  type OrderFacts,
  type Phrases,
  type Templates,
} from './facts.ts';
import { formatsOf } from './formats.ts';

const { day, time, money } = formatsOf('en-GB');

const booked = (facts: BookingFacts) =>
  isStayFacts(facts)
    ? `Apartment ${facts.apartmentNumber}, ${day(facts.startDate)} to ${day(facts.endDate)}`
    : `${facts.serviceName}, ${time(facts.dateTime, facts.timeZone)}`;

const ordered = ({ orderId, amountCents, currency }: OrderFacts) =>
  `Order ${orderId}, ${money(amountCents, currency)}`;

export const english: Templates = {
  BOOKING_APPROVED: (facts) => ({
    title: 'Your booking is approved',
    body: `${booked(facts)}. It is yours; you can pay for it now.`,
  }),
  BOOKING_REJECTED: (facts) => ({
    title: 'Your booking was not approved',
    body: `${booked(facts)}. Somebody else has that time now. Please choose another.`,
  }),
  BOOKING_EXPIRED: (facts) => ({
    title: 'Your booking has expired',
    body: `${booked(facts)}. Nobody confirmed it in time. You can ask for it again.`,
  }),
  BOOKING_ABOUT_TO_EXPIRE: (facts) => ({
    title: 'A booking is about to expire',
    body: `${booked(facts)}. It waits for confirmation until ${time(facts.holdUntil, 'UTC')}.`,
  }),
  STAY_REMINDER: (facts) => ({
    title: isStayFacts(facts) ? 'Your stay is about to begin' : 'Your appointment is soon',
    body: `${booked(facts)}. We look forward to seeing you.`,
  }),
  PAYMENT_REFUSED: (facts) => ({
    title: 'Your payment was refused',
    body: isOrderFacts(facts)
      ? `${ordered(facts)}. Nothing was charged, and the order is not carried out.`
      : `${booked(facts)}. Nothing was charged. The booking is still yours: please pay in another way.`,
  }),
  ORDER_CREATED: (facts) => ({
    title: 'We have your order',
    body: `${ordered(facts)}. We tell you how it goes on.`,
  }),
  ORDER_READY: (facts) => ({
    title: 'Your order is ready',
    body: `${ordered(facts)}. It is packed and will be brought to you.`,
  }),
  ORDER_DELIVERED: (facts) => ({
    title: 'Your order was delivered',
    body: `${ordered(facts)}. Enjoy it.`,
  }),
  ORDER_CANCELED: (facts) => ({
    title: 'Your order was canceled',
    body: `${ordered(facts)}. Whatever you paid for it is refunded.`,
  }),
  BACK_IN_STOCK: ({ name }) => ({
    title: `Back in stock: ${name}`,
    body: `${name} can be ordered again. We do not keep it for you.`,
  }),
};

export const englishPhrases: Phrases = {
  greeting: (firstName) => `Hello ${firstName},`,
  footer: 'You get this e-mail because something you booked or ordered at Frontdesk has changed.',
  unsubscribe: 'Stop these e-mails',
  unsubscribing: {
    asked: {
      title: 'Stop e-mails from Frontdesk?',
      text: 'You will get no more e-mails about your bookings and orders. The messages in the app go on.',
      button: 'Stop e-mails',
    },
    ended: {
      title: 'You get no more e-mails',
      text: 'What changes is still in your messages in the app. E-mails can be turned on again in the settings there.',
    },
    gone: {
      title: 'This link is not valid any more',
      text: 'Use the link of the latest e-mail, or turn e-mails off in the settings of your messages in the app.',
    },
  },
  code: (code, minutes) =>
    `${code} is your code for messages from Frontdesk. It is good for ${minutes} minutes. Never pass it on.`,
};
