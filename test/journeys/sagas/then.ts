import { expect } from 'vitest';
import { sagaKey } from '../../../model/sagas/keys.ts';
import type { Frontdesk } from '../given.ts';
import { orderOf, stockOf } from '../orders/then.ts';
import { items } from '../then.ts';
import { rowAt } from './given.ts';

const SAGA = `query ($orderId: ID!) { saga(orderId: $orderId) {
  status command attempt endsAs reason deadline events { commandNumber eventName reason }
} }`;

/** Returns the saga of an order as staff sees it; null where there is none. */
export const sagaOf = async (
  { caretaker }: Frontdesk,
  orderId: string,
): Promise<Record<string, any> | null> => (await caretaker.graphql(SAGA, { orderId }))['saga'];

/** The names of what a saga did and was answered, by command. */
export const historyOf = async (desk: Frontdesk, orderId: string): Promise<string[]> =>
  ((await sagaOf(desk, orderId))?.['events'] ?? []).map(({ eventName }: { eventName: string }) => eventName);

/** What an order comes to: its end, its units, its money by the gateway's own records, its list. */
export const outcomeOf = async (desk: Frontdesk, orderId: string) => {
  const order = await orderOf(desk.admin, orderId);
  const progress = await rowAt(desk, { pk: `EVENTS#ORDER_ID#${orderId}`, sk: 'PROGRESS' });
  const [charge] = await items(desk, `GATEWAY#order:${orderId}`);
  const list = await rowAt(desk, { pk: `LIST#${orderId}`, sk: 'LIST' });
  return {
    status: order?.['status'],
    reason: order?.['reason'] ?? null,
    stock: progress?.['stock'] ?? null,
    payment: order?.['payment']?.paymentStatus ?? null,
    kept: (charge?.['capturedCents'] ?? 0) - (charge?.['refundedCents'] ?? 0),
    held: heldOf(charge),
    list: list?.['status'] ?? null,
  };
};

/** What the gateway holds and has not taken. */
const heldOf = (charge: Record<string, any> | undefined): number =>
  charge?.['verdict'] === 'authorized' ? (charge['heldCents'] ?? 0) : 0;

/** Nothing of the order is held, charged or listed, and its units are where they came from. */
export async function expectNothingLeft(desk: Frontdesk, orderId: string, sku: string, units: number) {
  const { kept, held, list, stock } = await outcomeOf(desk, orderId);
  expect({ kept, held }).toEqual({ kept: 0, held: 0 });
  expect([null, 'CANCELED']).toContain(list);
  expect([null, 'RETURNED']).toContain(stock);
  expect((await stockOf(desk))[sku]).toBe(units);
  expect(await rowAt(desk, sagaKey(orderId))).toMatchObject({ status: 'REJECTED' });
}
