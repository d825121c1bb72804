import { Badge } from '../components/Badge.tsx';
import { formatDays, formatInstant, formatMoney } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useRefetch, useSubscription } from '../data/hooks.ts';
import { MyBookingsDocument, type MyBookingsQuery, MyBookingStatusDocument } from './bookings.documents.ts';

type Booking = MyBookingsQuery['bookingsPerUser']['items'][number];

/** A person's stays and appointments, as they are stored now. */
export default function BookingsPage() {
  const { data, error, refetch } = useData(MyBookingsDocument, {});
  const refresh = useRefetch();
  useSubscription(MyBookingStatusDocument, {}, () => refresh(MyBookingsDocument));
  const bookings = data?.bookingsPerUser.items;
  return (
    <Page title="My bookings">
      {error && <Problem title="Your bookings cannot be shown now" onRetry={() => void refetch()} />}
      {!bookings && !error && <Loading />}
      {bookings?.length === 0 && (
        <Empty title="You have no bookings yet">
          <p>Find an apartment by its dates, or a service by its free slots.</p>
        </Empty>
      )}
      {bookings?.map((booking) => (
        <BookingCard key={booking.id} booking={booking} />
      ))}
    </Page>
  );
}

const BookingCard = ({ booking }: { readonly booking: Booking }) => (
  <Card
    title={
      booking.__typename === 'ApartmentBooking'
        ? formatDays(booking.startDate, booking.endDate)
        : `${booking.serviceName}, ${formatInstant(booking.dateTime)}`
    }
  >
    <p>
      <Badge>{booking.status}</Badge> {booking.price !== null && formatMoney(booking.price)}
    </p>
    {booking.reason !== null && <p>{booking.reason}</p>}
  </Card>
);
