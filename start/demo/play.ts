import type { Cloud } from '../../local/startCloud.ts';
import { seed } from '../seed.ts';
import { goods } from '../shop.ts';
import { createSceneContext, type SceneContext } from './SceneContext.ts';
import type { Screen } from './Screen.ts';
import { runStep } from './StepFailed.ts';
import { account, showAccount } from './accounting/account.ts';
import { readShop } from './readShop.ts';
import { readStored } from './readStored.ts';
import { basket } from './scenes/baskets.ts';
import { broughtToTheDoor } from './scenes/deliveries.ts';
import { manyClicks, oneBooking, refusals, competingStays, repeatedRequest } from './scenes/bookings.ts';
import { expiry, poisonMessages } from './scenes/failures.ts';
import {
  cancelledOrders,
  deliveredOrder,
  refusedCharge,
  restocking,
  scarceStock,
  sellersPrice,
} from './scenes/orders.ts';
import { appointment, cancellation, lastSlot, payment } from './scenes/paidBookings.ts';

/** Plays every scene on a fresh cloud and returns whether the accounting adds up. Throws `StepFailed` where a step fails. */
export async function play(cloud: Cloud, screen: Screen): Promise<boolean> {
  await runStep('The complex was not filled', 'start/seed.ts', () => seed(cloud));
  const context = await runStep('The desk did not open', 'start/demo/SceneContext.ts', () =>
    createSceneContext(cloud, screen),
  );
  for (const [index, { file, scene }] of scenes.entries())
    await runStep(`Scene ${index + 1} broke off`, `${file}, ${scene.name}`, () => scene(context));
  const addsUp = await runStep('The accounting broke off', 'start/demo/play.ts', () => accountFor(context));
  context.unsubscribe();
  return addsUp;
}

async function accountFor({
  cloud,
  screen,
  users,
  requestLog,
  statuses,
  apartments,
  boilerCheck,
  windowCleaning,
}: SceneContext): Promise<boolean> {
  await cloud.settles();
  await screen.scene(
    'The accounting',
    'Every request, its answer and its end, against what the table, the queues and the gateway’s book hold, and what ' +
      'the API lists for the shop and for each tenant.',
  );
  const [stored, shop] = await Promise.all([readStored(cloud), readShop(users)]);
  const { entries } = requestLog;
  const result = account({
    entries,
    stored,
    shop,
    statusesOf: statuses.statusesOf,
    opening: goods,
    apartments,
    services: [boilerCheck, windowCleaning],
  });
  showAccount(screen, result);
  return result.checks.every(({ holds }) => holds);
}

type Scene = (context: SceneContext) => Promise<void>;

const inFile = (name: string, ...group: readonly Scene[]) =>
  group.map((scene) => ({ file: `start/demo/scenes/${name}.ts`, scene }));

/** In the order they are played: later scenes build on what earlier ones left behind. */
export const scenes: readonly { readonly file: string; readonly scene: Scene }[] = [
  ...inFile('bookings', oneBooking, manyClicks, repeatedRequest, competingStays, refusals),
  ...inFile('paidBookings', payment, cancellation, appointment, lastSlot),
  ...inFile('orders', restocking, deliveredOrder, scarceStock, sellersPrice, refusedCharge, cancelledOrders),
  ...inFile('baskets', basket),
  ...inFile('deliveries', broughtToTheDoor),
  ...inFile('failures', expiry, poisonMessages),
];
