import type { Tone } from '../components/Badge.tsx';
import type { BookingStatus, OrderStatus } from '../../model/schema.ts';

interface Words {
  readonly label: string;
  readonly tone: Tone;
  /** What it means for the person. */
  readonly meaning: string;
}

export const bookingWords: Readonly<Record<BookingStatus, Words>> = {
  QUEUED: { label: 'On its way', tone: 'info', meaning: 'Your request is on its way. This takes a moment.' },
  PENDING: { label: 'Waiting', tone: 'info', meaning: 'The desk looks at your request, and confirms it.' },
  APPROVED: { label: 'Confirmed', tone: 'good', meaning: 'It is yours. Pay for it before it begins.' },
  PAID: { label: 'Paid', tone: 'good', meaning: 'All is done. We are looking forward to seeing you.' },
  COMPLETED: { label: 'Completed', tone: 'neutral', meaning: 'This is over. Thank you.' },
  REJECTED: { label: 'Declined', tone: 'bad', meaning: 'The desk could not confirm it.' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral', meaning: 'It was cancelled.' },
  EXPIRED: { label: 'Expired', tone: 'warn', meaning: 'Nobody confirmed it in time. You can ask again.' },
};

export const orderWords: Readonly<Record<OrderStatus, Words>> = {
  QUEUED: { label: 'On its way', tone: 'info', meaning: 'Your order is on its way. This takes a moment.' },
  CREATED: { label: 'Received', tone: 'info', meaning: 'We look whether all is there.' },
  STOCK_ALLOCATED: { label: 'Put aside', tone: 'info', meaning: 'All is there. The payment is next.' },
  STOCK_DEPLETED: {
    label: 'Sold out',
    tone: 'bad',
    meaning: 'There was not enough of it. Nothing was taken.',
  },
  PAYMENT_ACCEPTED: { label: 'Paid', tone: 'good', meaning: 'It is paid, and is made ready.' },
  PAYMENT_REJECTED: {
    label: 'Payment refused',
    tone: 'bad',
    meaning: 'The payment was refused. Nothing was taken.',
  },
  READY: { label: 'Ready', tone: 'good', meaning: 'All is picked, and is brought to you.' },
  SHIPPED: { label: 'Under way', tone: 'good', meaning: 'Somebody is bringing it.' },
  DELIVERED: { label: 'Delivered', tone: 'neutral', meaning: 'It is yours. Thank you.' },
  CANCELED: { label: 'Canceled', tone: 'neutral', meaning: 'It was canceled. What was paid is given back.' },
};
