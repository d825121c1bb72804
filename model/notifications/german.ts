import {
  isOrderFacts,
  isStayFacts,
  type BookingFacts,
  type OrderFacts,
  type Phrases,
  type Templates,
} from './facts.ts';
import { formatsOf } from './formats.ts';

const { day, time, money } = formatsOf('de-DE');

const booked = (facts: BookingFacts) =>
  isStayFacts(facts)
    ? `Wohnung ${facts.apartmentNumber}, ${day(facts.startDate)} bis ${day(facts.endDate)}`
    : `${facts.serviceName}, ${time(facts.dateTime, facts.timeZone)}`;

const ordered = ({ orderId, amountCents, currency }: OrderFacts) =>
  `Bestellung ${orderId}, ${money(amountCents, currency)}`;

export const german: Templates = {
  BOOKING_APPROVED: (facts) => ({
    title: 'Ihre Buchung ist bestätigt',
    body: `${booked(facts)}. Sie gehört Ihnen und kann jetzt bezahlt werden.`,
  }),
  BOOKING_REJECTED: (facts) => ({
    title: 'Ihre Buchung wurde nicht bestätigt',
    body: `${booked(facts)}. Diese Zeit ist inzwischen vergeben. Bitte wählen Sie eine andere.`,
  }),
  BOOKING_EXPIRED: (facts) => ({
    title: 'Ihre Buchung ist verfallen',
    body: `${booked(facts)}. Niemand hat sie rechtzeitig bestätigt. Sie können erneut anfragen.`,
  }),
  BOOKING_ABOUT_TO_EXPIRE: (facts) => ({
    title: 'Eine Buchung verfällt bald',
    body: `${booked(facts)}. Sie wartet auf Bestätigung bis ${time(facts.holdUntil, 'UTC')}.`,
  }),
  STAY_REMINDER: (facts) => ({
    title: isStayFacts(facts) ? 'Ihr Aufenthalt beginnt bald' : 'Ihr Termin steht bevor',
    body: `${booked(facts)}. Wir freuen uns auf Sie.`,
  }),
  PAYMENT_REFUSED: (facts) => ({
    title: 'Ihre Zahlung wurde abgelehnt',
    body: isOrderFacts(facts)
      ? `${ordered(facts)}. Es wurde nichts abgebucht, und die Bestellung wird nicht ausgeführt.`
      : `${booked(facts)}. Es wurde nichts abgebucht. Die Buchung bleibt bestehen: Bitte zahlen Sie auf anderem Weg.`,
  }),
  ORDER_CREATED: (facts) => ({
    title: 'Ihre Bestellung ist eingegangen',
    body: `${ordered(facts)}. Wir melden uns, sobald es weitergeht.`,
  }),
  ORDER_READY: (facts) => ({
    title: 'Ihre Bestellung ist fertig',
    body: `${ordered(facts)}. Sie ist gepackt und wird Ihnen gebracht.`,
  }),
  ORDER_DELIVERED: (facts) => ({
    title: 'Ihre Bestellung wurde geliefert',
    body: `${ordered(facts)}. Viel Freude damit.`,
  }),
  ORDER_CANCELED: (facts) => ({
    title: 'Ihre Bestellung wurde storniert',
    body: `${ordered(facts)}. Was Sie bezahlt haben, wird erstattet.`,
  }),
  BACK_IN_STOCK: ({ name }) => ({
    title: `Wieder da: ${name}`,
    body: `${name} kann wieder bestellt werden. Wir halten nichts zurück.`,
  }),
};

export const germanPhrases: Phrases = {
  greeting: (firstName) => `Guten Tag ${firstName},`,
  footer:
    'Sie erhalten diese E-Mail, weil sich etwas geändert hat, das Sie bei Frontdesk gebucht oder bestellt haben.',
  unsubscribe: 'Diese E-Mails abbestellen',
  unsubscribing: {
    asked: {
      title: 'E-Mails von Frontdesk abbestellen?',
      text: 'Sie erhalten dann keine E-Mails mehr zu Ihren Buchungen und Bestellungen. Die Nachrichten in der App bleiben.',
      button: 'E-Mails abbestellen',
    },
    ended: {
      title: 'Sie erhalten keine E-Mails mehr',
      text: 'Was sich ändert, steht weiterhin in Ihren Nachrichten in der App. In deren Einstellungen lassen sich E-Mails wieder einschalten.',
    },
    gone: {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Nutzen Sie den Link der neuesten E-Mail, oder schalten Sie E-Mails in den Einstellungen Ihrer Nachrichten in der App aus.',
    },
  },
  code: (code, minutes) =>
    `${code} ist Ihr Code für Nachrichten von Frontdesk. Er gilt ${minutes} Minuten. Geben Sie ihn nie weiter.`,
};
