import { expect, test } from 'vitest';
import { canMoveOrder, effectOf, orderStatuses } from '../../../model/orders/states.ts';

/** What an event brings (column) to an order of a status (row); `=` is its new status. */
const table = `
                 | CREATED   | STOCK_DEPLETED | STOCK_ALLOCATED | PAYMENT_REJECTED | PAYMENT_ACCEPTED | READY     | SHIPPED   | DELIVERED | CANCELED
CREATED          | redundant | =              | =               | =                | =                | wait      | wait      | wait      | =
STOCK_DEPLETED   | stale     | redundant      | forbidden       | forbidden        | forbidden        | forbidden | forbidden | forbidden | =
STOCK_ALLOCATED  | stale     | forbidden      | redundant       | =                | =                | wait      | wait      | wait      | =
PAYMENT_REJECTED | stale     | forbidden      | stale           | redundant        | forbidden        | forbidden | forbidden | forbidden | =
PAYMENT_ACCEPTED | stale     | forbidden      | stale           | forbidden        | redundant        | =         | =         | wait      | =
READY            | stale     | forbidden      | stale           | forbidden        | stale            | redundant | =         | wait      | =
SHIPPED          | stale     | forbidden      | stale           | forbidden        | stale            | stale     | redundant | =         | forbidden
DELIVERED        | stale     | forbidden      | stale           | forbidden        | stale            | stale     | stale     | redundant | forbidden
CANCELED         | stale     | stale          | stale           | stale            | stale            | stale     | stale     | stale     | redundant`;

const [head, ...rows] = table
  .trim()
  .split('\n')
  .map((row) => row.split('|').map((cell) => cell.trim()));
const columns = head!.filter((cell) => cell !== '');

test('the table knows every status', () => {
  expect(columns).toEqual(orderStatuses);
  expect(rows.map(([from]) => from)).toEqual(orderStatuses);
});

test.each(orderStatuses.map((from, index) => [from, rows[index]!.slice(1)] as const))(
  'an order that is %s takes events as the table says',
  (from, expected) => {
    const effects = orderStatuses.map((to) => effectOf(from, to));
    expect(effects.map((effect) => (effect === 'apply' ? '=' : effect))).toEqual(expected);
    expect(orderStatuses.map((to) => canMoveOrder(from, to))).toEqual(expected.map((cell) => cell === '='));
  },
);

test('no sequence of moves comes back to where it was', () => {
  const reach = (from: (typeof orderStatuses)[number], seen: string[] = []): void => {
    expect(seen).not.toContain(from);
    for (const to of orderStatuses) if (canMoveOrder(from, to)) reach(to, [...seen, from]);
  };
  reach('CREATED');
});
