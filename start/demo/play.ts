import type { Cloud } from '../../local/startCloud.ts';
import { goods, seed } from '../seed.ts';
import { createSceneContext, type SceneContext } from './SceneContext.ts';
import type { Screen } from './Screen.ts';
import { runStep } from './StepFailed.ts';
import { account, showAccount } from './accounting/account.ts';
import { readShop } from './readShop.ts';
import { readStored } from './readStored.ts';
import { manyClicks, oneBooking, refusals, sameNights, sentAgain } from './scenes/bookings.ts';
import { expiry, poison } from './scenes/failures.ts';
import { changedMind, goodsIn, lastLamps, refusedCharge, toTheDoor } from './scenes/orders.ts';
import { appointment, cancellation, payment } from './scenes/paidBookings.ts';

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
  people,
  requestLog,
  live,
  apartments,
}: SceneContext): Promise<boolean> {
  await cloud.settles();
  await screen.scene(
    'The accounting',
    'Every request, its answer and its end, against what the table, the queues and the gateway’s book hold, and what ' +
      'the API tells of the shop.',
  );
  const [stored, shop] = await Promise.all([readStored(cloud), readShop(people.admin)]);
  const { entries } = requestLog;
  const result = account({
    entries,
    stored,
    shop,
    statusesOf: live.statusesOf,
    opening: goods,
    apartments,
  });
  showAccount(screen, result);
  return result.checks.every(({ holds }) => holds);
}

type Scene = (context: SceneContext) => Promise<void>;

const inFile = (name: string, ...group: readonly Scene[]) =>
  group.map((scene) => ({ file: `start/demo/scenes/${name}.ts`, scene }));

/** In the order they are played; later ones build on what earlier ones left. */
export const scenes: readonly { readonly file: string; readonly scene: Scene }[] = [
  ...inFile('bookings', oneBooking, manyClicks, sentAgain, sameNights, refusals),
  ...inFile('paidBookings', payment, cancellation, appointment),
  ...inFile('orders', goodsIn, toTheDoor, lastLamps, refusedCharge, changedMind),
  ...inFile('failures', expiry, poison),
];
