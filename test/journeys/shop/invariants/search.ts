import { expect } from 'vitest';
import { hasCard, phaseOf, phasesUntil, type OrderCards } from '../../../../model/search/states.ts';

type Row = Record<string, any>;

const contentOf = ({ orderId, userId, lines, amountCents, createdOn, deliverTo }: Row) => ({
  ...{ orderId, userId, lines, amountCents, createdOn, deliverTo },
});

/**
 * Checks, of all rows at one instant, that each card is of a stored order, says what was ordered and is not ahead of it.
 * `atRest` is where nothing is in flight any more: then every order has a card, of those that the deployment keeps some of,
 * which is not behind it.
 */
export function expectCardsAreOrders(
  rows: readonly Row[],
  { atRest = false, kept = 'deliveries' }: { atRest?: boolean; kept?: OrderCards } = {},
): void {
  const orders = new Map(rows.filter(({ sk }) => sk === 'ORDER').map((row) => [row['orderId'], row]));
  const statuses = new Map(
    rows.filter(({ sk }) => sk === 'PROGRESS').map(({ orderId, status }) => [orderId, status]),
  );
  const cards = new Map(rows.filter(({ sk }) => sk === 'CARD').map((row) => [row['orderId'], row]));
  for (const [orderId, card] of cards) {
    const order = orders.get(orderId);
    expect(contentOf(card)).toEqual(order && contentOf(order));
    const phase = phaseOf(statuses.get(orderId) ?? 'CREATED');
    const lawful = atRest ? [phase] : phasesUntil(phase);
    expect({ orderId, phase: card['phase'], lawful }).toEqual({
      orderId,
      phase: expect.toSatisfy((stored) => lawful.includes(stored)),
      lawful,
    });
    expect(card['gsi1pk']).toBe(`CARDS#${card['phase']}`);
  }
  const carded = [...orders.values()].filter((order) => hasCard(order, kept));
  if (atRest) expect(carded.filter(({ orderId }) => !cards.has(orderId))).toEqual([]);
}
