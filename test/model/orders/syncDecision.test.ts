import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ORDER_PLACED_EVENT, orderEventNameOf, orderEventNames } from '../../../model/orders/events.ts';
import { canMoveOrder, effectOf, orderStatuses, type OrderState } from '../../../model/orders/states.ts';
import { syncDecision } from '../../../model/orders/syncDecision.ts';

describe('a raw event that no order has applied', () => {
  test('places an order where there is none, and is stale where there is', () => {
    expect(syncDecision({ status: undefined, applied: false }, ORDER_PLACED_EVENT)).toEqual({
      kind: 'create',
    });
    for (const status of orderStatuses)
      expect(syncDecision({ status, applied: false }, ORDER_PLACED_EVENT)).toEqual({
        kind: 'ignore',
        because: 'stale',
      });
  });

  test.each(orderEventNames)('waits for its order: %s', (eventName) => {
    expect(syncDecision({ status: undefined, applied: false }, eventName)).toEqual({ kind: 'wait' });
  });

  test.each(orderStatuses)('meets an order that is %s as the table of transitions says', (status) => {
    for (const to of orderStatuses.filter((each) => each !== 'READY')) {
      const effect = effectOf(status, to);
      const decision = syncDecision({ status, applied: false }, orderEventNameOf(to));
      expect(decision).toEqual(
        effect === 'apply'
          ? { kind: 'move', from: status, to }
          : effect === 'wait'
            ? { kind: 'wait' }
            : { kind: 'ignore', because: effect },
      );
    }
  });
});

test.each(orderStatuses)('does not make an order READY that has no shopping list: %s', (status) => {
  expect(syncDecision({ status, applied: false }, 'ORDER_READY_EVENT')).toEqual({
    kind: 'ignore',
    because: 'forbidden',
  });
});

test.each(orderStatuses)('does not move an order that its saga leads: %s', (status) => {
  for (const eventName of orderEventNames)
    expect(syncDecision({ status, hasSaga: true, applied: false }, eventName)).toEqual({
      kind: 'ignore',
      because: 'forbidden',
    });
});

const anyEvent = fc.constantFrom(ORDER_PLACED_EVENT, ...orderEventNames);
const anyStatus = fc.constantFrom(undefined, ...orderStatuses);

test('an applied event has no second effect, and one without a row has none at all', () => {
  fc.assert(
    fc.property(anyStatus, anyEvent, (status, eventName) => {
      expect(syncDecision({ status, applied: true }, eventName)).toEqual({
        kind: 'ignore',
        because: 'duplicate',
      });
      expect(syncDecision({ status, applied: undefined }, eventName)).toEqual({ kind: 'lost' });
    }),
  );
});

test('whatever comes in whatever order, an order only moves along the table, and each event at most once', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (eventNames) => {
      let status: OrderState | undefined;
      const taken: string[] = [];
      for (const eventName of eventNames) {
        const decision = syncDecision({ status, applied: taken.includes(eventName) }, eventName);
        if (decision.kind === 'create') status = 'CREATED';
        else if (decision.kind === 'move') {
          expect(decision.from).toBe(status);
          expect(canMoveOrder(decision.from, decision.to)).toBe(true);
          status = decision.to;
        } else continue;
        expect(taken).not.toContain(eventName);
        taken.push(eventName);
      }
    }),
  );
});
