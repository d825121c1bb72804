import type { SceneContext } from '../SceneContext.ts';
import { completeList, takeList, takeLists } from '../listRequests.ts';
import { addToBasket, checkOut, deliver, ship, shortId, startBasket } from '../requests.ts';
import { ticketId } from '../sendRequests.ts';
import { listUpdateId } from '../subscribers.ts';

export async function broughtToTheDoor(context: SceneContext): Promise<void> {
  const { cloud, screen, users, apartment, send, statuses } = context;
  await screen.scene(
    'Brought to the door',
    'Tara has a basket brought to 101, where she lives. Such an order has a saga: it holds her money, takes the units and ' +
      'makes a shopping list, takes the money, and offers the list. Carl says that he has time, and fetches what there ' +
      'is; one pack of rolls is missing, and its price is given back.',
  );
  const { tenant1, caretaker } = users;
  const orderId = ticketId(await send(startBasket(tenant1)));
  await send(addToBasket(tenant1, orderId, { sku: 'rolls-6', units: 3 }));
  await send(addToBasket(tenant1, orderId, { sku: 'laundry-bag', units: 1 }));
  const seen = { basketId: orderId, version: 3, expectedAmount: 24.8 };
  await send(checkOut(tenant1, { ...seen, deliverTo: apartment('201') }));
  await send(checkOut(tenant1, { ...seen, deliverTo: apartment('101') }));
  await statuses.waitFor(listUpdateId(orderId), 'AVAILABLE');
  await cloud.settles();
  await showSaga(context, orderId);
  await screen.pause();

  await send(takeList(caretaker, orderId));
  await send(takeLists(caretaker));
  await send(takeList(caretaker, orderId));
  await send(ship(caretaker, orderId));
  await send(completeList(caretaker, orderId, { sku: 'rolls-6', units: 1 }));
  await statuses.waitFor(orderId, 'READY');
  await statuses.waitFor(listUpdateId(orderId), 'COMPLETED');
  await send(ship(caretaker, orderId));
  await statuses.waitFor(orderId, 'SHIPPED');
  await send(deliver(caretaker, orderId));
  await statuses.waitFor(orderId, 'DELIVERED');
  await cloud.settles();
  await showInvoice(context, orderId);
}

interface Saga {
  readonly saga: { readonly status: string; readonly events: readonly { readonly eventName: string }[] };
}

/** Shows what the saga told others to do, and how it ended. */
async function showSaga({ screen, users }: SceneContext, orderId: string): Promise<void> {
  const { saga } = await users.caretaker.session.graphql<Saga>(
    'query ($id: ID!) { saga(orderId: $id) { status events { eventName } } }',
    { id: orderId },
  );
  for (const { eventName } of saga.events) {
    const what = /^(.*)_COMMAND$/.exec(eventName)?.[1];
    if (what) screen.line({ who: 'saga', kind: 'note', what, status: '' });
  }
  screen.line({ who: 'saga', kind: 'note', what: 'has done its steps', status: saga.status });
}

interface Invoice {
  readonly invoice: {
    readonly status: string;
    readonly amount: number;
    readonly refunded: number;
    readonly lines: readonly { readonly text: string; readonly units: number; readonly amount: number }[];
  };
}

/** Shows Tara what her invoice says. */
async function showInvoice({ screen, users: { tenant1 } }: SceneContext, orderId: string): Promise<void> {
  const { invoice } = await tenant1.session.graphql<Invoice>(
    'query ($id: ID!) { invoice(id: $id) { status amount refunded lines { text units amount } } }',
    { id: `order:${orderId}` },
  );
  screen.line({
    who: tenant1.name,
    kind: 'note',
    what: `reads the invoice of ${shortId(orderId)}`,
    status: invoice.status,
    detail: `EUR ${(invoice.amount - invoice.refunded).toFixed(2)}`,
  });
  for (const { text, units, amount } of invoice.lines) screen.below(`${units} ${text}: ${amount.toFixed(2)}`);
  screen.below(`given back: ${invoice.refunded.toFixed(2)}`);
}
