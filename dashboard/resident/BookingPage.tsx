import { useHistoryState } from 'wouter/use-browser-location';
import { Badge } from '../components/Badge.tsx';
import { Button, LinkButton } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { formatDays, formatInstant, formatMoney } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { Facts } from '../components/Facts.tsx';
import { Steps } from '../components/Steps.tsx';
import { useData, useRefetch, useSend, useSubscription } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import type { PathParams } from '../PageEntry.ts';
import { usePerson } from '../session/session.ts';
import {
  CancelBookingDocument,
  MyBookingsDocument,
  MyBookingStatusDocument,
  OneBookingDocument,
  type OneBookingQuery,
  PayBookingDocument,
} from './bookings.documents.ts';
import { InvoiceLink } from './InvoiceLink.tsx';
import { placeWords } from './placeWords.ts';
import { ASKED } from './stays.ts';
import { bookingWords } from './statusWords.ts';

type Booking = NonNullable<OneBookingQuery['getBooking']>;

/** One booking, followed live: where it is, what it costs, and what can be done about it. */
export default function BookingPage({ bookingId = '' }: PathParams) {
  const { userId } = usePerson();
  const { data, error, refetch } = useData(OneBookingDocument, { id: bookingId });
  const refresh = useRefetch();
  useSubscription(MyBookingStatusDocument, { userId }, ({ onBookingStatus }) => {
    if (onBookingStatus?.id === bookingId) refresh(OneBookingDocument, MyBookingsDocument);
  });
  const booking = data?.getBooking;
  // A ticket is not stored yet; its booking comes by the subscription.
  const isAsked = useHistoryState() === ASKED;
  const title =
    booking?.__typename === 'ServiceBooking' ? booking.serviceName : booking ? 'Your stay' : 'Your booking';
  return (
    <Page title={title} actions={<LinkButton href="/bookings">My bookings</LinkButton>}>
      {error && <Problem title={problemWords(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data && !booking && isAsked && (
        <Card title="On its way">
          <p role="status">{bookingWords.QUEUED.meaning}</p>
        </Card>
      )}
      {data && !booking && !isAsked && (
        <Empty title="There is no such booking">
          <p>The address may be old. Look at your bookings.</p>
        </Empty>
      )}
      {booking && <Present booking={booking} />}
    </Page>
  );
}

const WAYS: readonly Booking['status'][] = ['PENDING', 'APPROVED', 'PAID', 'COMPLETED'];

const Present = ({ booking }: { readonly booking: Booking }) => {
  const { label, tone, meaning } = bookingWords[booking.status];
  return (
    <>
      <Card
        title={
          <>
            {booking.__typename === 'ApartmentBooking'
              ? formatDays(booking.startDate, booking.endDate)
              : formatInstant(booking.dateTime)}{' '}
            <Badge tone={tone}>{label}</Badge>
          </>
        }
      >
        <p role="status">{meaning}</p>
        {booking.reason !== null && <p>{booking.reason}</p>}
        {WAYS.includes(booking.status) && (
          <Steps steps={WAYS.map((way) => bookingWords[way].label)} current={WAYS.indexOf(booking.status)} />
        )}
        <Facts
          facts={[
            ...(booking.__typename === 'ApartmentBooking'
              ? [{ name: 'Where', value: placeWords(booking.apartment) }]
              : []),
            ...(booking.price === null ? [] : [{ name: 'Price', value: formatMoney(booking.price) }]),
            ...(booking.status === 'PENDING'
              ? [{ name: 'Held for you until', value: formatInstant(booking.holdUntil) }]
              : []),
            ...paymentFacts(booking.payment),
          ]}
        />
        <Actions booking={booking} />
      </Card>
    </>
  );
};

const PAYMENTS: Readonly<Record<string, string>> = {
  PAYMENT_PENDING: 'On its way',
  PAYMENT_FAILED: 'Tried again in a moment',
  PAYMENT_AUTHORIZED: 'Held, not taken yet',
  PAYMENT_ACCEPTED: 'Paid',
  PAYMENT_REJECTED: 'Refused. Nothing was taken',
  PAYMENT_VOIDED: 'Let go. Nothing was taken',
  PAYMENT_REFUNDED: 'Given back',
};

const paymentFacts = (payment: Booking['payment']) =>
  payment
    ? [
        { name: 'Payment', value: PAYMENTS[payment.paymentStatus] ?? payment.paymentStatus },
        ...(payment.refunded > 0 ? [{ name: 'Given back', value: formatMoney(payment.refunded) }] : []),
      ]
    : [];

function Actions({ booking: { id, status, payment, price } }: { readonly booking: Booking }) {
  const pay = useSend(PayBookingDocument, [OneBookingDocument]);
  const cancel = useSend(CancelBookingDocument, [OneBookingDocument, MyBookingsDocument]);
  const isPaying =
    pay.isPending ||
    payment?.paymentStatus === 'PAYMENT_PENDING' ||
    payment?.paymentStatus === 'PAYMENT_FAILED';
  const error = pay.error ?? cancel.error;
  return (
    <>
      {error && <Problem title={problemWords(error)} />}
      <div className="actions">
        {status === 'APPROVED' && (
          <Button kind="primary" isPending={isPaying} onPress={() => pay.mutate({ bookingId: id })}>
            {price === null ? 'Pay' : `Pay ${formatMoney(price)}`}
          </Button>
        )}
        {['PENDING', 'APPROVED', 'PAID'].includes(status) && (
          <ConfirmDialog
            label="Cancel"
            title="Cancel this booking?"
            action="Cancel the booking"
            isPending={cancel.isPending}
            onConfirm={() => cancel.mutate({ bookingId: id })}
          >
            {status === 'PAID' ? 'What you paid is given back. ' : ''}Others can book it then.
          </ConfirmDialog>
        )}
        {payment && <InvoiceLink id={`booking:${id}`} />}
      </div>
    </>
  );
}
