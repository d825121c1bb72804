import type { SceneContext } from '../SceneContext.ts';
import { addToBasket, checkOut, startBasket } from '../requests.ts';
import { ticketId } from '../sendRequests.ts';

export async function basket({ screen, users, send, statuses }: SceneContext): Promise<void> {
  await screen.scene(
    'A basket from the bakery',
    'Tui gathers breakfast on the phone and checks out just what is seen: a page that has missed the last item names an ' +
      'older version, and is told the present one. The check-out ends the basket and claims its order in one transaction.',
  );
  const { tenant3 } = users;
  const basketId = ticketId(await send(startBasket(tenant3)));
  await send(startBasket(tenant3));
  await send(addToBasket(tenant3, basketId, { sku: 'rolls-6', units: 2 }));
  await send(addToBasket(tenant3, basketId, { sku: 'rye-loaf', units: 1 }));
  await screen.pause();
  await send(checkOut(tenant3, { basketId, version: 2, expectedAmount: 7.2 }));
  await send(checkOut(tenant3, { basketId, version: 3, expectedAmount: 12.4 }));
  await statuses.waitFor(basketId, 'PAYMENT_ACCEPTED');
  await send(addToBasket(tenant3, basketId, { sku: 'rolls-6', units: 1 }));
}
