import { contextOf } from './contextOf.ts';
import { runApart } from './runApart.ts';

/**
 * Synthesizes a checkout into `outdir` in a thread of its own, with the settings of its `cdk.json`. Rejects
 * with what synthesis throws, and with `OperatorError` for settings that it refuses.
 */
export const synthesizeApart = async (
  root: string,
  environment: NodeJS.ProcessEnv,
  outdir: string,
): Promise<void> =>
  runApart(new URL('./synthesizer.ts', import.meta.url), {
    outdir,
    context: contextOf(root, environment),
  });
