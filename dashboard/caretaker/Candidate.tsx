import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { formatDays, formatInstant, formatMoney } from '../components/format.ts';
import { nightsBetween, type Group } from './pile.ts';
import type { Pending } from './readPile.ts';
import { formatDistance } from './useNow.ts';
import styles from './WaitingPage.module.css';

export interface CandidateProps {
  readonly booking: Pending;
  readonly group: Group;
  readonly now: number;
  /** With how many it shares a night. */
  readonly rivals: number;
  readonly isDisabled: boolean;
  readonly isConfirming: boolean;
  readonly onConfirm: () => void;
  readonly onDecline: () => void;
}

export const guestOf = ({ user }: Pending) =>
  user ? `${user.firstName} ${user.lastName}` : 'Account deleted';

/** Less than this is left of a hold that is about to end. */
const SHORT = 3 * 3_600_000;

/** One request: who, when, for how much, how long it has waited and still can, and the decision. */
export function Candidate({ booking, group, now, rivals, ...decision }: CandidateProps) {
  const left = Date.parse(booking.holdUntil) - now;
  const guest = guestOf(booking);
  return (
    <li className={styles.candidate}>
      <div className={styles.top}>
        <h3>{guest}</h3>
        {booking.price !== null && <span>{formatMoney(booking.price)}</span>}
      </div>
      <When booking={booking} group={group} />
      <p className={styles.muted}>
        Asked {formatDistance(booking.createdOn, now)} ·{' '}
        {left > 0 ? (
          <>hold ends {formatDistance(booking.holdUntil, now)}</>
        ) : (
          <span className={styles.ended}>its hold has ended</span>
        )}
      </p>
      <p className={styles.badges}>
        {left > 0 && left < SHORT && <Badge tone="warn">Ends soon</Badge>}
        {rivals > 0 && <Badge tone="info">{rivals === 1 ? '1 rival' : `${rivals} rivals`}</Badge>}
      </p>
      <div className={styles.actions}>
        <Button
          kind="primary"
          aria-label={`Confirm ${guest}`}
          isPending={decision.isConfirming}
          isDisabled={decision.isDisabled && !decision.isConfirming}
          onPress={decision.onConfirm}
        >
          Confirm
        </Button>
        <ConfirmDialog
          label="Decline"
          title={`Decline the request of ${guest}?`}
          action="Decline"
          kind="quiet"
          onConfirm={decision.onDecline}
        >
          <p>The request ends, and its nights are free for others. It cannot be taken back.</p>
        </ConfirmDialog>
      </div>
    </li>
  );
}

/** The nights in words, and as a bar among those of its rivals. */
function When({ booking, group }: Pick<CandidateProps, 'booking' | 'group'>) {
  if (booking.__typename === 'ServiceBooking') return <p>{formatInstant(booking.dateTime)}</p>;
  const stays = group.bookings.flatMap((each) => (each.__typename === 'ApartmentBooking' ? [each] : []));
  const first = stays.map(({ startDate }) => startDate).sort()[0] ?? booking.startDate;
  const last =
    stays
      .map(({ endDate }) => endDate)
      .sort()
      .at(-1) ?? booking.endDate;
  const all = nightsBetween(first, last);
  const nights = nightsBetween(booking.startDate, booking.endDate);
  return (
    <>
      <p>
        {formatDays(booking.startDate, booking.endDate)} · {nights === 1 ? '1 night' : `${nights} nights`}
      </p>
      {stays.length > 1 && (
        <div className={styles.span} aria-hidden>
          <div
            className={styles.bar}
            style={{
              insetInlineStart: `${(nightsBetween(first, booking.startDate) / all) * 100}%`,
              inlineSize: `${(nights / all) * 100}%`,
            }}
          />
        </div>
      )}
    </>
  );
}
