import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { LinkButton } from '../components/Button.tsx';
import { formatDays, formatInstant, formatMoney } from '../components/format.ts';
import { Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { Rows, RowLink } from '../components/Rows.tsx';
import { ShowMore } from '../components/ShowMore.tsx';
import { useAll, useRefetch, useSubscription } from '../data/hooks.ts';
import { usePerson } from '../session/session.ts';
import { MyBookingsDocument, type MyBookingsQuery, MyBookingStatusDocument } from './bookings.documents.ts';
import { placeWords } from './placeWords.ts';
import { bookingWords } from './statusWords.ts';

type Booking = MyBookingsQuery['bookingsPerUser']['items'][number];

/** So many that are over are shown at once. */
const AT_ONCE = 20;

const OVER: readonly string[] = ['COMPLETED', 'REJECTED', 'CANCELLED', 'EXPIRED'];

/** A person's stays and appointments, as they are stored now: what is to come first, then what is over. */
export default function BookingsPage() {
  const { userId } = usePerson();
  const {
    data: bookings,
    error,
    refetch,
  } = useAll(MyBookingsDocument, {}, ({ bookingsPerUser }) => bookingsPerUser);
  const [shown, setShown] = useState(AT_ONCE);
  const refresh = useRefetch();
  useSubscription(MyBookingStatusDocument, { userId }, () => refresh(MyBookingsDocument));
  const present = bookings?.filter(({ status }) => !OVER.includes(status)) ?? [];
  const past = bookings?.filter(({ status }) => OVER.includes(status)).reverse() ?? [];
  return (
    <Page
      title="My bookings"
      actions={
        <>
          <LinkButton href="/stays">Find an apartment</LinkButton>
          <LinkButton href="/services">Book a service</LinkButton>
          <LinkButton href="/bookings/calendar">In my calendar</LinkButton>
        </>
      }
    >
      {error && <Problem title="Your bookings cannot be shown now" onRetry={() => void refetch()} />}
      {!bookings && !error && <Loading />}
      {bookings?.length === 0 && (
        <Empty title="You have no bookings yet">
          <p>Find an apartment by its dates, or a service by its free slots.</p>
        </Empty>
      )}
      {present.length > 0 && <Bookings label="To come" bookings={present} />}
      {past.length > 0 && (
        <>
          <h2>Over</h2>
          <Bookings label="Over" bookings={past.slice(0, shown)} />
          <ShowMore
            label="Show earlier ones"
            onPress={past.length > shown ? () => setShown(shown + AT_ONCE) : undefined}
            isPending={false}
          />
        </>
      )}
    </Page>
  );
}

const Bookings = ({ label, bookings }: { readonly label: string; readonly bookings: readonly Booking[] }) => (
  <Rows label={label}>
    {bookings.map((booking) => (
      <RowLink
        key={booking.id}
        href={`/bookings/${booking.id}`}
        title={
          booking.__typename === 'ApartmentBooking'
            ? formatDays(booking.startDate, booking.endDate)
            : formatInstant(booking.dateTime)
        }
        detail={
          booking.__typename === 'ApartmentBooking' ? placeWords(booking.apartment) : booking.serviceName
        }
      >
        {booking.price !== null && <span>{formatMoney(booking.price)}</span>}
        <Badge tone={bookingWords[booking.status].tone}>{bookingWords[booking.status].label}</Badge>
      </RowLink>
    ))}
  </Rows>
);
