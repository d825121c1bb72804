import { failWith } from '../local/cli/failWith.ts';
import { runCloud } from '../local/cli/runCloud.ts';
import { synthesize } from '../lib/app.ts';
import { readOptions, USAGE } from './options.ts';
import { seed } from './seed.ts';

try {
  const { help, empty, port, awsPort } = readOptions(process.argv.slice(2), process.env);
  if (help) console.log(USAGE);
  else {
    const assembly = synthesize().directory;
    await runCloud({ assembly, port, awsPort, title: 'Frontdesk runs on this machine', ...(empty ? {} : { seed }) });
  }
} catch (error) {
  failWith(error);
}
