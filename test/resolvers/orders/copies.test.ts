import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { userKey } from '../../../model/accounts/keys.ts';
import { ORDER_PLACED_EVENT } from '../../../model/orders/events.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
import { sendCopies } from '../copies.ts';
import { everyWay, type Choose } from '../interleavings.ts';
import { otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';
import { offerRow } from './rows.ts';

const place = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';
const lines = [{ sku: 'lamp', units: 2, price: 19.99 }];

let api: StartedApi;
beforeAll(async () => {
  api = await startApi();
  for (const id of ['tenant-1', 'tenant-2']) await api.put({ ...userKey(id), id, enabled: true });
  await api.put(offerRow('lamp', 1999));
});

let orders = 0;

/** Copies of one order, by whomever; and whose the claim is in the end. */
async function placed(choose: Choose, callers: readonly (typeof tenant)[]) {
  const orderId = `order-${orders++}`;
  const answers = await sendCopies(
    api,
    choose,
    callers.map((caller) => () => api.run(caller, place, { input: { orderId, lines } })),
  );
  const claim = await api.row(orderEventKey(orderId, ORDER_PLACED_EVENT));
  return { answers, owner: claim?.eventData.userId };
}

const refusals = ['QueueUnavailable', 'TryAgain', 'OrderConflict'];

test('an order that a copy of a request was given a ticket for stays claimed, however two copies meet', async () => {
  const ways = await everyWay(async (choose) => {
    const { answers, owner } = await placed(choose, [tenant, tenant]);
    const isAccepted = answers.some((answer) => 'id' in answer);
    for (const answer of answers)
      if ('errorType' in answer) expect(['QueueUnavailable', 'TryAgain']).toContain(answer.errorType);
    if (isAccepted) expect(owner).toBe('tenant-1');
  });
  expect(ways).toBeGreaterThan(100);
});

test('of an order’s copies and another person’s order of its id, however they meet, one person’s are accepted, and claimed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(11)), async (stream) => {
      const callers = [tenant, tenant, otherTenant];
      const { answers, owner } = await placed((options) => stream.next().value % options, callers);
      const accepted = callers.filter((_caller, index) => 'id' in answers[index]!);
      for (const answer of answers) if ('errorType' in answer) expect(refusals).toContain(answer.errorType);
      for (const caller of accepted) expect(owner).toBe((caller.identity as { sub: string }).sub);
    }),
    { numRuns: 300 },
  );
});
