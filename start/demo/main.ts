import { exitWithError } from '../../local/cli/exitWithError.ts';
import { whenUnread } from '../whenUnread.ts';
import { readOptions, USAGE } from './options.ts';
import { titlePage } from './titlePage.ts';

// As Ctrl-C ends it: nobody watches any more.
whenUnread([process.stdout, process.stderr], () => process.kill(process.pid, 'SIGINT'));

try {
  const { help, fast } = readOptions(process.argv.slice(2), process.stdout.isTTY);
  if (help) console.log(USAGE);
  else {
    console.log(titlePage());
    // Takes seconds to load, which the title page is there to bridge.
    const { run } = await import('./run.ts');
    process.exit(await run(fast));
  }
} catch (error) {
  exitWithError(error);
}
