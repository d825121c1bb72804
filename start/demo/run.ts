import { once } from 'node:events';
import { synthesize } from '../../lib/app.ts';
import { startCloud } from '../../local/startCloud.ts';
import { deploymentContext } from './SceneContext.ts';
import { createScreen } from './Screen.ts';
import { play } from './play.ts';
import { recordLastLines, showFailure, StepFailed } from './StepFailed.ts';

/** Exit code and last line for each way the demo can end. A shell reports 130 for a program that Ctrl-C ended. */
const ends = {
  addsUp: { code: 0, words: 'It adds up.' },
  doesNotAddUp: { code: 1, words: 'It does not add up.' },
  brokeOff: { code: 1, words: 'It broke off.' },
  stopped: { code: 130, words: 'Stopped.' },
} as const;

/** What a visitor can try next. */
const NEXT = [
  '',
  'Try it yourself:',
  '  npm start              runs it, with people, apartments and goods in it;',
  '                         its console has these requests in tabs',
  '  npm run load -- docs/examples/shop.csv',
  '                         orders and books what a file says, beside it',
  '  npm run letters -- list',
  '                         shows its dead letters; letters can be brought back',
];

/** Runs the demo on a cloud of its own, until its end or Ctrl-C. Returns the exit code. */
export async function run(fast: boolean): Promise<number> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const cloud = await startCloud({
    assembly: synthesize({ context: deploymentContext, checks: false }).directory,
  });
  const screen = createScreen({ fast, now: cloud.world.clock.now });
  const last = recordLastLines(cloud);
  const brokeOff = (error: unknown) => {
    if (!(error instanceof StepFailed)) throw error;
    showFailure(error, last());
    return 'brokeOff' as const;
  };
  let end: keyof typeof ends;
  try {
    end = await Promise.race([
      play(cloud, screen).then((addsUp) => (addsUp ? 'addsUp' : 'doesNotAddUp')),
      stopped.then(() => 'stopped' as const),
    ]).catch(brokeOff);
  } finally {
    await cloud.close();
  }
  screen.text('');
  screen.text(ends[end].words);
  if (end === 'addsUp') for (const line of NEXT) screen.text(line);
  return ends[end].code;
}
