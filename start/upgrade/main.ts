import { parseArgs } from 'node:util';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import { printable } from '../../local/platform/printable.ts';
import { connect } from '../connect.ts';
import { findDeployment } from '../load/findDeployment.ts';
import { refuseSwallowed } from '../../local/cli/options/refuseSwallowed.ts';
import { outputsUrl } from '../runningCloud.ts';
import { PASSWORD, users } from '../seed.ts';
import { upgrade } from './upgrade.ts';

const PASSWORD_VARIABLE = 'FRONTDESK_PASSWORD';

const USAGE = `Usage: npm run upgrade -- [options]

Brings what a stage stored before it had a catalogue up to date: goods that nobody
offers get a product at the price of their latest order, and buildings their place
in the lists by owner and area. Run it once, after the stage was deployed; again
does no harm. npm start does it by itself for its data folder.

  --url URL          outputs.json or GraphQL endpoint of the deployment, or the file
                     that cdk deploy --outputs-file wrote
                     (default: npm start on this machine)
  --user NAME        an Admin (default ${users[0].username})
  --password TEXT    of that user (default ${PASSWORD_VARIABLE}, or that of npm start)
  --help             show this text

Environment
  PORT               port of the cloud that npm start runs (default 4000)
  ${PASSWORD_VARIABLE}  the password; others of the machine can see --password
`;

/** Wrong usage. */
const MISUSED = 2;

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const OPTIONS = {
  help: { type: 'boolean', default: false },
  url: { type: 'string' },
  user: { type: 'string', default: users[0].username },
  password: { type: 'string' },
} as const;

async function run(args: string[]): Promise<void> {
  refuseSwallowed('npm run upgrade --', OPTIONS, process.env);
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) return console.log(USAGE);
  const password = values.password ?? (process.env[PASSWORD_VARIABLE] || PASSWORD);
  const deployment = await findDeployment(values.url ?? outputsUrl(process.env), stop.signal);
  const session = await connect(deployment, stop.signal).signIn(values.user, password);
  const done = await upgrade(session);
  console.log(done.length > 0 ? done.map(printable).join('\n') : 'Everything is up to date.');
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(`Cannot upgrade: ${printable(errorMessage(error))}. See npm run upgrade -- --help.`);
  process.exitCode = error instanceof OperatorError || error instanceof TypeError ? MISUSED : 1;
}
