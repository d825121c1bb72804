import { util } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import type { StoredStay } from '../../model/bookings/kinds.ts';
import { nightsOf, type Stay } from '../../model/bookings/stays.ts';
import type { TransactItem } from './TransactItem.ts';

/** Holds while none of the nights is taken in an apartment that is there. */
export const nightsFree = (stay: Stay) => {
  const nights = nightsOf(stay);
  return {
    expression: `attribute_exists(pk) AND NOT (${nights
      .map((_, index) => `contains(nights, :night${index})`)
      .join(' OR ')})`,
    expressionValues: util.dynamodb.toMapValues(
      nights.reduce((values, night, index) => ({ ...values, [`:night${index}`]: night }), {}),
    ),
    returnValuesOnConditionCheckFailure: true,
  };
};

/** The apartment takes the nights, if none of them is taken. */
export const occupyApartment = (table: string, stay: StoredStay, now: string): TransactItem => ({
  table,
  operation: 'UpdateItem',
  key: util.dynamodb.toMapValues(apartmentKey(stay.apartmentId)),
  update: {
    expression: 'SET apartmentStatus = :occupied, updatedOn = :now ADD nights :nights',
    expressionValues: {
      ...util.dynamodb.toMapValues({ ':occupied': 'OCCUPIED', ':now': now }),
      ':nights': util.dynamodb.toStringSet(nightsOf(stay)),
    },
  },
  condition: nightsFree(stay),
});

/**
 * The apartment gives the nights back, and is VACANT if it has no other. `held` is what it was read to hold;
 * the condition is that it still holds others, or still holds none.
 */
export const freeNights = (table: string, stay: StoredStay, held: string[], now: string): TransactItem => {
  const nights = nightsOf(stay).filter((night) => held.indexOf(night) >= 0);
  const isLast = nights.length === held.length;
  return {
    table,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(apartmentKey(stay.apartmentId)),
    update: {
      expression: `SET updatedOn = :now${isLast ? ', apartmentStatus = :vacant' : ''} DELETE nights :nights`,
      expressionValues: {
        ...util.dynamodb.toMapValues({ ':now': now, ...(isLast ? { ':vacant': 'VACANT' } : {}) }),
        ':nights': util.dynamodb.toStringSet(nights),
      },
    },
    condition: {
      expression: isLast ? 'size(nights) <= :count' : 'size(nights) > :count',
      expressionValues: util.dynamodb.toMapValues({ ':count': nights.length }),
      returnValuesOnConditionCheckFailure: false,
    },
  };
};
