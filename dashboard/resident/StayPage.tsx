import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { Button, LinkButton } from '../components/Button.tsx';
import { DAYS_AHEAD, type Stay, StayCalendar } from '../components/Calendar.tsx';
import { daysAfter, formatDays, formatMoney, todayHere } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { newToken } from '../data/newToken.ts';
import { problemWords } from '../data/problemWords.ts';
import type { PathParams } from '../PageEntry.ts';
import { BookStayDocument, StayOfferDocument } from './apartments.documents.ts';
import { MyBookingsDocument } from './bookings.documents.ts';
import styles from './StaysPage.module.css';
import { apartmentWords, ASKED, nightsBetween, nightsWords, stayOf } from './stays.ts';

/** One apartment: its free nights, what a stay costs, and the button that asks for it. */
export default function StayPage({ apartmentId = '' }: PathParams) {
  const [search, setSearch] = useSearchParams();
  const stay = stayOf(search);
  const { apartment, isLoading, error, refetch } = useOffer(apartmentId, stay);
  if (error) return <Problem title="This apartment cannot be shown now" onRetry={() => void refetch()} />;
  if (isLoading) return <Loading />;
  if (!apartment)
    return (
      <Empty title="There is no such apartment">
        <LinkButton href="/stays">Find an apartment</LinkButton>
      </Empty>
    );
  const taken = new Set(apartment.takenNights);
  const isTaken =
    stay !== null && [...taken].some((night) => night >= stay.startDate && night < stay.endDate);
  return (
    <Page
      title={`Apartment ${apartment.apartmentNumber}`}
      lead={[apartment.building?.name, apartmentWords(apartment)].filter(Boolean).join(' · ')}
      actions={<LinkButton href={`/stays?${search.toString()}`}>All apartments</LinkButton>}
    >
      <div className={styles.columns}>
        <Card title="Free nights">
          <p>
            Nights that are crossed out are taken. You may leave on the day on which somebody else arrives.
          </p>
          <StayCalendar
            label="Your stay"
            value={stay}
            onChange={(chosen) => setSearch({ ...chosen }, { replace: true })}
            taken={taken}
          />
        </Card>
        <Card title="Your stay">
          {!stay && <p>Choose the day you arrive and the day you leave.</p>}
          {stay && isTaken && <p>One of these nights is taken. Choose others.</p>}
          {stay && !isTaken && <Offer apartmentId={apartment.id} stay={stay} price={apartment.stayPrice} />}
        </Card>
      </div>
    </Page>
  );
}

/** The apartment; the one of the dates before stays while the price of others is fetched. */
function useOffer(id: string, stay: Stay | null) {
  const from = todayHere();
  const dates = stay ?? { startDate: from, endDate: daysAfter(from, 1) };
  const { data, error, refetch, isPending } = useData(
    StayOfferDocument,
    { id, from, to: daysAfter(from, DAYS_AHEAD), ...dates, withPrice: stay !== null },
    { keepPrevious: true },
  );
  return { apartment: data?.apartment, isLoading: isPending, error, refetch };
}

interface OfferProps {
  readonly apartmentId: string;
  readonly stay: Stay;
  readonly price: number | undefined;
}

function Offer({ apartmentId, stay, price }: OfferProps) {
  const { mutate, isPending, error } = useSend(BookStayDocument, [MyBookingsDocument]);
  const [, navigate] = useLocation();
  const [clientToken] = useState(newToken);
  const book = () =>
    mutate(
      { input: { apartmentId, ...stay, clientToken: `${clientToken}-${stay.startDate}-${stay.endDate}` } },
      { onSuccess: ({ createApartmentBooking: { id } }) => navigate(`/bookings/${id}`, { state: ASKED }) },
    );
  return (
    <>
      <p>
        <strong>{formatDays(stay.startDate, stay.endDate)}</strong>, {nightsWords(stay)}
      </p>
      <p>
        {price === undefined
          ? 'The price is on its way.'
          : `${formatMoney(price)} in all, ${formatMoney(price / nightsBetween(stay))} a night on average.`}{' '}
        You pay once the desk has confirmed it.
      </p>
      {error && (
        <Problem title={problemWords(error)}>
          {error.errorType === 'BookingInProgress' && <LinkButton href="/bookings">My bookings</LinkButton>}
        </Problem>
      )}
      <div>
        <Button kind="primary" isPending={isPending} isDisabled={price === undefined} onPress={book}>
          Ask for this stay
        </Button>
      </div>
    </>
  );
}
