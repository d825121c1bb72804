import { failWith } from '../local/cli/failWith.ts';
import { runCloud } from '../local/cli/runCloud.ts';
import { synthesize } from '../lib/app.ts';
import { readOptions, USAGE } from './options.ts';
import { seed } from './seed.ts';

/** Kept between starts: an unchanged bundle is not written again. */
const assemblyFolder = new URL('../build/cdk.out', import.meta.url).pathname;

try {
  const { help, empty, data, port, awsPort } = readOptions(process.argv.slice(2), process.env);
  if (help) console.log(USAGE);
  else {
    const assembly = synthesize({ outdir: assemblyFolder, checks: false }).directory;
    await runCloud({
      assembly,
      port,
      awsPort,
      title: 'Frontdesk runs on this machine',
      ...(data === undefined ? {} : { dataDirectory: data }),
      ...(empty ? {} : { fill: seed }),
    });
  }
} catch (error) {
  failWith(error);
}
