import type { Cloud } from '../../local/startCloud.ts';
import { goods } from '../goods.ts';
import { seed } from '../seed.ts';
import { account } from './account.ts';
import { asStep } from './asStep.ts';
import type { Desk } from './Desk.ts';
import { openDesk } from './openDesk.ts';
import { readStored } from './readStored.ts';
import { readTold } from './readTold.ts';
import { scenes } from './scenes/scenes.ts';
import type { Screen } from './Screen.ts';
import { showAccount } from './showAccount.ts';

/**
 * Plays every scene on a fresh cloud and tells whether the accounting adds up. Throws `StepFailed` where
 * that is not even to be found out.
 */
export async function play(cloud: Cloud, screen: Screen): Promise<boolean> {
  await asStep('The complex was not filled', 'start/seed.ts', () => seed(cloud));
  const desk = await asStep('The desk did not open', 'start/demo/openDesk.ts', () => openDesk(cloud, screen));
  for (const [index, scene] of scenes.entries())
    await asStep(`Scene ${index + 1} broke off`, `start/demo/scenes/${scene.name}.ts`, () => scene(desk));
  const addsUp = await asStep('The accounting broke off', 'start/demo/play.ts', () => accountFor(desk));
  desk.leave();
  return addsUp;
}

async function accountFor({ cloud, screen, people, ledger, live, flats }: Desk): Promise<boolean> {
  await cloud.settles();
  await screen.scene(
    'The accounting',
    'Every request, its answer and its end, against what the table, the queues and the gateway’s book hold, and what ' +
      'the API tells of the shop.',
  );
  const [stored, told] = await Promise.all([readStored(cloud), readTold(people.admin)]);
  const { entries } = ledger;
  const result = account({ entries, stored, told, statusesOf: live.statusesOf, opening: goods, flats });
  showAccount(screen, result);
  return result.checks.every(({ holds }) => holds);
}
