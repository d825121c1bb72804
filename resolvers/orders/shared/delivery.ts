import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { apartmentKey } from '../../../model/apartments/keys.ts';
import { bookingKey, stayClaimKey } from '../../../model/bookings/keys.ts';
import { statusAt, type BookingState } from '../../../model/bookings/states.ts';
import { conditionCheck, expressionOf, type Key, type Write } from '../../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';

/** Where an order is to be brought, and what entitles its person to that. */
export interface Delivery {
  readonly deliverTo: string;
  readonly userId: string;
  /** The stay of a person who does not live there. */
  readonly bookingId?: string;
}

export interface ApartmentRow {
  readonly tenant?: string;
}

/** A person's claim on an apartment. */
export interface StayClaimRow {
  readonly bookingId: string;
}

interface StayRow {
  readonly userId: string;
  readonly apartmentId: string;
  readonly status: BookingState;
  readonly holdUntil: string;
  readonly endDate: string;
}

/** The rows that say whether the person has the apartment. */
export const deliveryKeysOf = (userId: string, deliverTo: string | undefined): Key[] =>
  deliverTo ? [apartmentKey(deliverTo), stayClaimKey(userId, deliverTo)] : [];

/** Finds what entitles the person to a delivery there. Throws where nothing does. */
export function deliveryOf(
  userId: string,
  deliverTo: string,
  apartment: ApartmentRow | null | undefined,
  claim: StayClaimRow | null | undefined,
): Delivery {
  if (!apartment) throwError('NotFound', 'There is no such apartment', { deliverTo });
  if (apartment.tenant === userId) return { deliverTo, userId };
  return claim ? { deliverTo, userId, bookingId: claim.bookingId } : throwNotTheirs();
}

/** Reads the stay that a delivery rests on. */
export const getStay = (bookingId: string) => get({ key: bookingKey(bookingId), consistentRead: true });

/** Throws where the stay is not approved, or is over. */
export function checkStay(
  ctx: Pick<Context<unknown, object, undefined, undefined, StayRow | null>, 'error' | 'result'>,
  { deliverTo, userId }: Delivery,
): void {
  if (ctx.error) throwDataSourceError(ctx.error);
  const stay = ctx.result;
  const isTheirs = stay?.userId === userId && stay.apartmentId === deliverTo;
  if (!isTheirs || !isApproved(statusAt(stay, nowInstant()))) throwNotTheirs();
}

const isApproved = (status: BookingState) => status === 'APPROVED' || status === 'PAID';

/** Items of a transaction that hold while the person has the apartment. */
export const isStillTheirs = ({ deliverTo, userId, bookingId }: Delivery): Write =>
  bookingId
    ? conditionCheck(bookingKey(bookingId), {
        ...expressionOf('#status IN (:approved, :paid)', { ':approved': 'APPROVED', ':paid': 'PAID' }),
        expressionNames: { '#status': 'status' },
      })
    : conditionCheck(apartmentKey(deliverTo), expressionOf('tenant = :userId', { ':userId': userId }));

export function throwNotTheirs(): never {
  throwError('Forbidden', 'Goods are brought to an apartment that the person lives in or stays in');
}
