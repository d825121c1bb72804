import { expect, test } from 'vitest';
import { orderEventNameOf } from '../../../model/orders/events.ts';
import { canMoveOrder, orderStatuses } from '../../../model/orders/states.ts';
import { cardEventNames, cardPhases, phaseOf, phasesUntil } from '../../../model/search/states.ts';

const moves = orderStatuses.flatMap((from) =>
  orderStatuses.filter((to) => canMoveOrder(from, to)).map((to) => ({ from, to })),
);

test('no move of an order leads to an earlier phase', () => {
  for (const { from, to } of moves)
    expect({ from, to, allows: phasesUntil(phaseOf(to)) }).toEqual({
      from,
      to,
      allows: expect.arrayContaining([phaseOf(from)]),
    });
});

test('the projector follows each event that leads to another phase, and no other', () => {
  const changing = moves.filter(({ from, to }) => phaseOf(from) !== phaseOf(to)).map(({ to }) => to);
  const wanted = new Set(['ORDER_CREATED_EVENT', ...changing.map(orderEventNameOf)]);
  expect([...wanted].sort()).toEqual([...cardEventNames].sort());
});

test('each phase is that of an order on its way, or of the status of its name', () => {
  expect(new Set(orderStatuses.map(phaseOf))).toEqual(new Set(cardPhases));
  for (const status of ['CREATED', 'STOCK_ALLOCATED', 'PAYMENT_ACCEPTED', 'READY', 'SHIPPED'] as const)
    expect(phaseOf(status)).toBe('OPEN');
});
