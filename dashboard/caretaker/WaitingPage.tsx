import { useEffect, useState } from 'react';
import { formatDays, formatInstant } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { ApiError } from '../data/ApiError.ts';
import { useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import { Candidate, guestOf } from './Candidate.tsx';
import { Notice, type NoticeText } from './Notice.tsx';
import { ConfirmBookingDocument, DeclineBookingDocument } from './pending.documents.ts';
import { rivalsOf, type Group } from './pile.ts';
import type { Pending } from './readPile.ts';
import { refusalWords } from './refusalWords.ts';
import { useNow } from './useNow.ts';
import { usePile } from './usePile.ts';
import styles from './WaitingPage.module.css';

/** Everything that waits for staff, the oldest request first, as it is stored now. */
export default function WaitingPage() {
  const { groups, error, refresh, retry } = usePile();
  const [notice, setNotice] = useState<NoticeText>();
  const now = useNow(nextHoldEnd(groups ?? []));
  const count = groups?.reduce((sum, { bookings }) => sum + bookings.length, 0);
  return (
    <Page title="Waiting for you" lead={count === undefined ? ' ' : leadOf(count)}>
      <Notice notice={notice} onClose={() => setNotice(undefined)} />
      {error && !groups && (
        <Problem title="What waits cannot be shown now" onRetry={retry}>
          {problemWords(error)}
        </Problem>
      )}
      {!groups && !error && <Loading lines={4} />}
      {groups?.length === 0 && (
        <Empty title="Nothing waits for you">
          <p>New requests appear here by themselves.</p>
        </Empty>
      )}
      {groups?.map((group) => (
        <GroupCard key={group.id} group={group} now={now} onNotice={setNotice} refresh={refresh} />
      ))}
    </Page>
  );
}

/** When the next hold ends of those that have not. */
function nextHoldEnd(groups: readonly Group[]): number | undefined {
  const now = Date.now();
  const ends = groups.flatMap(({ bookings }) => bookings.map(({ holdUntil }) => Date.parse(holdUntil)));
  const next = Math.min(...ends.filter((end) => end > now));
  return next === Infinity ? undefined : next;
}

const leadOf = (count: number) =>
  count === 0
    ? 'All requests are decided.'
    : `${count} ${count === 1 ? 'request' : 'requests'}, the oldest first.`;

interface GroupCardProps {
  readonly group: Group;
  readonly now: number;
  readonly onNotice: (notice: NoticeText | undefined) => void;
  readonly refresh: (apartmentId: string | undefined) => void;
}

/** One booking, or those side by side that want the same nights. */
function GroupCard({ group, now, onNotice, refresh }: GroupCardProps) {
  const confirm = useSend(ConfirmBookingDocument, []);
  const decline = useSend(DeclineBookingDocument, []);
  useHoldEnd(group, now, () => refresh(group.apartmentId));
  const isBusy = confirm.isPending || decline.isPending;
  // As promises, because callbacks are not called once the card is gone from the page, and that is when words are needed.
  const decide = async (answer: Promise<unknown>, booking: Pending, done: string, failed: string) => {
    onNotice(undefined);
    const name = nameOf(group, booking);
    try {
      await answer;
      onNotice({ tone: 'good', text: `${done}: ${name}.` });
    } catch (refusal) {
      onNotice({ tone: 'bad', text: `${failed}: ${name}. ${refusalWords(ApiError.from(refusal))}` });
    }
    refresh(group.apartmentId);
  };
  const competes = group.bookings.length > 1;
  return (
    <Card title={group.title}>
      {competes && <p className={styles.hint}>{group.bookings.length} requests want the same nights.</p>}
      <ul className={styles.side}>
        {group.bookings.map((booking) => (
          <Candidate
            key={booking.id}
            booking={booking}
            group={group}
            now={now}
            rivals={rivalsOf(booking, group).length}
            isDisabled={isBusy}
            isConfirming={confirm.isPending && confirm.variables.bookingId === booking.id}
            onConfirm={() =>
              void decide(
                confirm.mutateAsync({ bookingId: booking.id }),
                booking,
                'Confirmed',
                'Not confirmed',
              )
            }
            onDecline={() =>
              void decide(decline.mutateAsync({ bookingId: booking.id }), booking, 'Declined', 'Not declined')
            }
          />
        ))}
      </ul>
    </Card>
  );
}

/** Asks again once the next hold of the group has ended: nobody announces that before it is swept up. */
function useHoldEnd({ bookings }: Group, now: number, onEnd: () => void) {
  const ended = bookings.filter(({ holdUntil }) => Date.parse(holdUntil) <= now).length;
  useEffect(() => {
    if (ended > 0) onEnd();
    // Only when another one has ended.
  }, [ended]);
}

const nameOf = ({ title }: Group, booking: Pending) => `${guestOf(booking)}, ${title}, ${whenOf(booking)}`;

const whenOf = (booking: Pending) =>
  booking.__typename === 'ApartmentBooking'
    ? formatDays(booking.startDate, booking.endDate)
    : formatInstant(booking.dateTime);
