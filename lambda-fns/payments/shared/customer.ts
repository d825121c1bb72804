import type { Order } from '../../../model/orders/Order.ts';
import { statusAt } from '../../../model/bookings/states.ts';
import type { Instant } from '../../platform/now.ts';
import { entities, type Writes } from './entities.ts';
import type { SubjectItems } from './subjects.ts';

/** Whether a person may have goods brought to an apartment. */
export interface Customer {
  /** Why not; undefined for a person who may. */
  readonly denial?: string;
  /** Checks, in a transaction, that this is still so. */
  checks(writes: Writes): SubjectItems;
}

const outdated = () => 'outdated' as const;

/** Reads whether the account is enabled and the apartment still theirs: they live there, or have a stay that is not over. */
export const findCustomer = async (
  { userId, deliverTo }: Pick<Order, 'userId' | 'deliverTo'>,
  now: Instant,
): Promise<Customer> => {
  const { data: user } = await entities.User.get({ id: userId }).go({ consistent: true });
  if (!user) return denied('NotFound: There is no account of this person');
  if (!user.enabled) return denied('UserDisabled: The account is disabled');
  const checksOfPlace = deliverTo === undefined ? () => [] : await findPlace(userId, deliverTo, now);
  if (!checksOfPlace) return denied('Forbidden: The apartment is not theirs any more');
  return {
    checks: (writes) => [
      {
        write: writes.User.check({ id: userId })
          .where(({ enabled }, { eq }) => eq(enabled, true))
          .commit(),
        onConditionFailed: outdated,
      },
      ...checksOfPlace(writes),
    ],
  };
};

const denied = (denial: string): Customer => ({ denial, checks: () => [] });

/** The check that the apartment is theirs; undefined where it is not. */
const findPlace = async (
  userId: string,
  apartmentId: string,
  now: Instant,
): Promise<Customer['checks'] | undefined> => {
  const { data: apartment } = await entities.Apartment.get({ id: apartmentId }).go({ consistent: true });
  if (apartment?.tenant === userId)
    return (writes) => [
      {
        write: writes.Apartment.check({ id: apartmentId })
          .where(({ tenant }, { eq }) => eq(tenant, userId))
          .commit(),
        onConditionFailed: outdated,
      },
    ];
  const stay = await findStay(userId, apartmentId);
  if (!stay || !['APPROVED', 'PAID'].includes(statusAt(stay, now.iso))) return undefined;
  const { id, status: read } = stay;
  return (writes) => [
    {
      write: writes.ApartmentBooking.check({ id })
        .where(({ status }, { eq }) => eq(status, read))
        .commit(),
      onConditionFailed: outdated,
    },
  ];
};

/** The stay that the person's claim on the apartment names. */
const findStay = async (userId: string, apartmentId: string) => {
  const subject = `APARTMENT#${apartmentId}`;
  const { data: claim } = await entities.BookingClaim.get({ userId, subject }).go({ consistent: true });
  if (!claim) return null;
  const { data } = await entities.ApartmentBooking.get({ id: claim.bookingId }).go({ consistent: true });
  return data;
};
