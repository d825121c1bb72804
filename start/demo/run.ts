import { once } from 'node:events';
import { synthesize } from '../../lib/app.ts';
import { startCloud } from '../../local/startCloud.ts';
import { context } from './context.ts';
import { createScreen } from './createScreen.ts';
import { play } from './play.ts';

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Runs the demo on a cloud of its own, until its end or Ctrl-C; the exit code. */
export async function run(fast: boolean): Promise<number> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(
    () => INTERRUPTED,
  );
  const cloud = await startCloud({ assembly: synthesize({ context, checks: false }).directory });
  const screen = createScreen({ fast, now: cloud.world.clock.now });
  const played = play(cloud, screen).then((addsUp) => (addsUp ? 0 : 1));
  const code = await Promise.race([played, interrupted]).finally(() => cloud.close());
  screen.text('');
  screen.text(
    code === INTERRUPTED
      ? 'Stopped.'
      : code === 0
      ? 'It adds up. Try it yourself: npm start'
      : 'It does not add up.',
  );
  return code;
}
