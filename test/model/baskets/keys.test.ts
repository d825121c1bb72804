import { describe, expect, test } from 'vitest';
import { Basket } from '../../../model/baskets/Basket.ts';
import { BasketEvent } from '../../../model/baskets/BasketEvent.ts';
import { basketEventNames, basketEventOf } from '../../../model/baskets/events.ts';
import {
  basketEventKey,
  basketKey,
  itemName,
  openBasketIndexKeys,
  openBasketKey,
} from '../../../model/baskets/keys.ts';
import { OpenBasket } from '../../../model/baskets/OpenBasket.ts';
import { basketStatuses } from '../../../model/baskets/states.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const basket = {
  id: 'b-1',
  userId: 'u-1',
  status: 'OPEN',
  items: { [itemName('lamp')]: 2 },
  version: 1,
  createdOn: instant,
  updatedOn: instant,
  expiresOn: '2030-01-15T00:00:00.000Z',
} as const;

describe('resolvers and Lambdas spell the same way', () => {
  test('the row of an open basket, in the table and in its index', () => {
    expect({
      ...basket,
      ...basketKey('b-1'),
      ...openBasketIndexKeys('b-1', basket.expiresOn),
      ...entityMetadata('Basket'),
    }).toEqual(Basket.create(basket).params({ table }).Item);
  });

  test('the row of a basket that has ended, which is in no index', () => {
    const ended = { ...basket, status: 'CANCELED' } as const;
    expect({ ...ended, ...basketKey('b-1'), ...entityMetadata('Basket') }).toEqual(
      Basket.create(ended).params({ table }).Item,
    );
  });

  test('the claim of a person’s open basket', () => {
    const claim = { userId: 'u-1', basketId: 'b-1' };
    expect({ ...claim, ...openBasketKey('u-1'), ...entityMetadata('OpenBasket') }).toEqual(
      OpenBasket.create(claim).params({ table }).Item,
    );
  });

  test.each(basketStatuses)('the event that a basket is %s', (status) => {
    const event = basketEventOf({ basketId: 'b-1', userId: 'u-1', status, updatedOn: instant }, 0, 30);
    expect({
      ...event,
      ...basketEventKey('b-1', event.eventName),
      ...entityMetadata('BasketEvent'),
    }).toEqual(BasketEvent.create(event).params({ table }).Item);
  });
});

test('there is an event for each status, outside of where raw events may be written', () => {
  const events = basketStatuses.map((status) =>
    basketEventOf({ basketId: 'b-1', userId: 'u-1', status, updatedOn: instant }, 0, 30),
  );
  expect(events.map(({ eventName }) => eventName)).toEqual([...basketEventNames]);
  for (const { eventName } of events)
    expect(basketEventKey('b-1', eventName).pk.startsWith('EVENTS#')).toBe(false);
});
