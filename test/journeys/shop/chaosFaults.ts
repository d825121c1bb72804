import { orderEventNames, ORDER_PLACED_EVENT } from '../../../model/orders/events.ts';
import { replyNames, sagaSteps } from '../../../model/sagas/events.ts';
import { listEventNames } from '../../../model/fulfilment/events.ts';
import { basketEventNames } from '../../../model/baskets/events.ts';
import { kills } from '../orders/kills.ts';
import { redelivers } from '../orders/redelivers.ts';
import * as whenOrders from '../orders/when.ts';
import { items } from '../then.ts';
import { workers } from './chaosSteps.ts';
import { keyOf, nthOf, skuOf, type Of, type Run } from './chaosRun.ts';

type FaultStep = Of<
  'redeliver' | 'kill' | 'forgeOrder' | 'forgeSaga' | 'forgeList' | 'forgeBasket' | 'advance' | 'rest'
>;

/** Lets something go wrong, or lets time pass. */
export async function fails(run: Run, step: FaultStep): Promise<void> {
  const { desk } = run;
  switch (step.act) {
    case 'redeliver': {
      const rows = await items(desk, '');
      const event = nthOf(
        rows.filter((row) => row['applied'] === true && row['eventName'] && !run.before.has(keyOf(row))),
        step.nth,
      );
      if (event) await redelivers(desk, [event]);
      return;
    }
    case 'kill':
      run.stops.push(kills(desk, workers[step.worker]!, step.after));
      return;
    case 'advance':
      return desk.cloud.advance(step.seconds * 1000);
    case 'rest':
      return desk.cloud.settles();
    default:
      return forges(run, step);
  }
}

const sagaNames = [...replyNames, ...sagaSteps.map(({ command }) => command), 'SAGA_RETRIED_EVENT'];

/** Tells of an order what is not so, through the door for raw events. */
async function forges(
  run: Run,
  step: Of<'forgeOrder' | 'forgeSaga' | 'forgeList' | 'forgeBasket'>,
): Promise<void> {
  const { desk, orderIds, raw, homes } = run;
  const orderId = nthOf(orderIds, step.nth);
  if (!orderId) return;
  const userId = homes[0]!.person.id;
  if (step.act === 'forgeOrder') {
    const eventName = nthOf([ORDER_PLACED_EVENT, ...orderEventNames], step.nth)!;
    const lines = [{ sku: skuOf(run, 0), units: 1, priceCents: 1000 }];
    raw.add(orderId);
    await whenOrders.writesRaw(desk, whenOrders.aRawEvent(orderId, eventName, { orderId, userId, lines }));
    return;
  }
  const names = { forgeSaga: sagaNames, forgeList: listEventNames, forgeBasket: basketEventNames }[step.act];
  const eventName = nthOf<string>(names, step.nth)!;
  const about = {
    orderId,
    listId: orderId,
    basketId: orderId,
    userId,
    flow: 'SAGA',
    reason: '',
    found: 'PART',
  };
  await whenOrders.writesRaw(desk, {
    pk: `EVENTS#FORGED#${orderId}#${step.nth}`,
    sk: `EVENT#${eventName}`,
    eventName,
    eventData: {
      ...about,
      ...{
        commandNumber: (step.nth % 5) + 1,
        attempt: 0,
        endsAs: 'CANCELED',
        status: 'COMPLETED',
        assignedTo: userId,
      },
      ...{ buildingId: 'forged', updatedOn: '2027-01-20T10:00:00.000Z' },
      missing: [{ sku: skuOf(run, 0), units: 1, priceCents: 1000 }],
    },
  });
}
