import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { exitWithError } from '../local/cli/exitWithError.ts';
import { onBrokenPipe } from './onBrokenPipe.ts';

// Caches compiled code between starts. Enabled before anything large is loaded.
enableCompileCache(join(import.meta.dirname, '../build/compiled'));

// A broken pipe ends the cloud as Ctrl-C does: nobody watches any more.
onBrokenPipe([process.stdout, process.stderr], () => process.kill(process.pid, 'SIGINT'));

try {
  const { run } = await import('./run.ts');
  await run(process.argv.slice(2), process.env);
} catch (error) {
  exitWithError(error);
}
