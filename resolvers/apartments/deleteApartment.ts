import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { apartmentBookingsKey } from '../../model/bookings/keys.ts';
import type { MutationDeleteApartmentArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import {
  cancellationReasonsOf,
  deleteItem,
  expressionOf,
  queryIndex,
  transactWriteItems,
  withFailedItem,
  type Page,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { countApartments } from './shared/apartments.ts';

interface ApartmentRow {
  readonly id: string;
  readonly buildingId: string;
  readonly counted?: boolean;
}

interface Stash {
  apartment: ApartmentRow;
}

type Step<Result = unknown> = Context<MutationDeleteApartmentArgs, Stash, undefined, undefined, Result>;

/** Reads the apartment. The schema admits only Admins. */
export const read = {
  request(ctx: Step) {
    return get({ key: apartmentKey(checkId(ctx.args.id, 'id')), consistentRead: true });
  },

  response(ctx: Step<ApartmentRow | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    if (!ctx.result) return throwMissing(ctx.args.id);
    ctx.stash.apartment = ctx.result;
    return ctx.result;
  },
};

/** Bookings that are looked at, from the latest on. Of those before, none is in progress: they are long over. */
const MOST_BOOKINGS = 500;

/**
 * Throws while a booking of it waits for confirmation. This is a courtesy, unlike the condition on approved stays: one that is
 * requested at this very moment cannot be confirmed any more, and expires.
 */
export const look = {
  request(ctx: Step): DynamoDBQueryRequest {
    return {
      ...queryIndex('gsi2', apartmentBookingsKey(ctx.args.id), 'BOOKING#'),
      filter: {
        ...expressionOf('#status IN (:approved, :paid) OR (#status = :pending AND holdUntil > :now)', {
          ':approved': 'APPROVED',
          ':paid': 'PAID',
          ':pending': 'PENDING',
          ':now': nowInstant(),
        }),
        expressionNames: { '#status': 'status' },
      },
      scanIndexForward: false,
      limit: MOST_BOOKINGS,
    };
  },

  response(ctx: Step<Page<{ id: string }>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const [booking] = ctx.result.items;
    if (booking)
      throwError('StateConflict', 'A booking of this apartment is in progress', {
        id: ctx.args.id,
        bookingId: booking.id,
      });
    return {};
  },
};

/** Deletes the apartment, if nobody lives there and no night is taken at that moment, and counts one fewer of its building. */
const deleteApartment = {
  request(ctx: Step) {
    const { id, buildingId, counted } = ctx.stash.apartment;
    return transactWriteItems(ctx, [
      deleteItem(
        apartmentKey(id),
        withFailedItem({
          expression:
            'attribute_exists(pk) AND attribute_not_exists(tenant) AND attribute_not_exists(nights)',
        }),
      ),
      ...(counted ? [countApartments(buildingId, -1)] : []),
    ]);
  },

  response(ctx: Step<TransactionResult<{ tenant?: string }>>) {
    if (!ctx.error) return true;
    const reasons = cancellationReasonsOf(ctx);
    const [apartment] = reasons;
    if (!conditionFailed(apartment)) throwDataSourceError(ctx.error, reasons);
    if (!apartment?.item) return throwMissing(ctx.args.id);
    throwError(
      'StateConflict',
      apartment.item.tenant ? 'Somebody lives in this apartment' : 'The apartment has nights that are taken',
      { id: ctx.args.id },
    );
  },
};

function throwMissing(id: string): never {
  throwError('NotFound', 'There is no such apartment', { id });
}

export { deleteApartment as delete };
