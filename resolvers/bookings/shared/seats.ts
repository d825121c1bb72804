import { runtime, util } from '@aws-appsync/utils';
import { slotKey } from '../../../model/bookings/keys.ts';
import { slotTtlOf, type Slot } from '../../../model/bookings/slots.ts';
import { entityMetadata } from '../../../model/table.ts';
import { expressionOf, setAttributes, updateItem } from '../../platform/dynamodb.ts';
import { conditionFailed, throwError } from '../../platform/errors.ts';
import type { RequestStep } from './bookingRequest.ts';

/**
 * Takes a seat in the slot, if one is free. The condition is on this row alone, so that any number of people at one
 * instant take no more than there are. A booking that has a seat keeps it: taking it again changes nothing.
 */
export function takeSeat(bookingId: string, slot: Slot, capacity: number) {
  const { serviceId, dateTime } = slot;
  const ttl = slotTtlOf(dateTime);
  const set = setAttributes({ serviceId, dateTime, ttl, ...entityMetadata('ServiceSlot') });
  return updateItem(
    slotKey(serviceId, dateTime),
    {
      ...set,
      expression: `${set.expression} ADD bookingIds :seat`,
      expressionValues: { ...set.expressionValues, ':seat': util.dynamodb.toStringSet([bookingId]) },
    },
    expressionOf(
      'attribute_not_exists(bookingIds) OR size(bookingIds) < :capacity OR contains(bookingIds, :bookingId)',
      { ':capacity': capacity, ':bookingId': bookingId },
    ),
  );
}

/**
 * Gives the seat back. A set has each member once, so a seat that is given back twice, or was never taken, frees
 * nothing. A slot has its row for as long as its bookings can end.
 */
export const leaveSlot = (bookingId: string, slot: Slot) => {
  const { serviceId, dateTime } = slot;
  return updateItem(
    slotKey(serviceId, dateTime),
    {
      expression: 'DELETE bookingIds :seat',
      expressionValues: { ':seat': util.dynamodb.toStringSet([bookingId]) },
    },
    // Always true: a transaction's items have conditions.
    { expression: 'attribute_exists(pk) OR attribute_not_exists(pk)' },
  );
};

/**
 * The step that takes the seat of a new claim. A single update and no transaction: a thousand people who want one slot
 * are not in each other's way. It does not throw, because the claim is to be released first. A request sent again
 * takes none: the first has it, or the consumer takes it.
 */
export const takeClaimedSeat = {
  request(ctx: RequestStep) {
    const { isClaimNew, claim, wanted } = ctx.stash;
    if (!isClaimNew) runtime.earlyReturn(ctx.prev.result);
    const slot = slotOf(wanted.details);
    ctx.stash.slot = slot;
    return takeSeat(claim.bookingId, slot, claim.capacity ?? 0);
  },

  response(ctx: RequestStep) {
    if (!ctx.error) return ctx.prev.result;
    ctx.stash.isRefused = true;
    if (conditionFailed(ctx.error)) {
      ctx.stash.slot = undefined;
      ctx.stash.seatRefusal = 'SlotTaken';
    } else {
      console.error(ctx.error);
      ctx.stash.seatRefusal = 'TryAgain';
    }
    return ctx.prev.result;
  },
};

export const slotOf = (details: Record<string, string>): Slot => ({
  serviceId: details.serviceId ?? '',
  dateTime: details.dateTime ?? '',
});

/** Throws what a full slot comes to. */
export function throwSlotTaken(slot: Slot): never {
  const { serviceId, dateTime } = slot;
  throwError('SlotTaken', 'All seats of this slot are taken', { serviceId, dateTime });
}
