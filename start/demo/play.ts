import type { Cloud } from '../../local/startCloud.ts';
import { seed } from '../seed.ts';
import { account } from './account.ts';
import { openDesk } from './openDesk.ts';
import { readStored } from './readStored.ts';
import { scenes } from './scenes/scenes.ts';
import type { Screen } from './Screen.ts';
import { showAccount } from './showAccount.ts';

/** Plays every scene on a fresh cloud and tells whether the accounting adds up. */
export async function play(cloud: Cloud, screen: Screen): Promise<boolean> {
  await seed(cloud);
  const desk = await openDesk(cloud, screen);
  for (const scene of scenes) await scene(desk);

  await cloud.settles();
  await screen.scene(
    'The accounting',
    'Every request, its answer and its end, against what the table and the queues hold.',
  );
  const { entries } = desk.ledger;
  const result = account({ entries, stored: await readStored(cloud), statusesOf: desk.live.statusesOf });
  showAccount(screen, result);
  desk.leave();
  return result.checks.every(({ holds }) => holds);
}
