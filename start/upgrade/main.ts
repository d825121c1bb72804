import { parseArgs } from 'node:util';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import { printable } from '../../local/platform/printable.ts';
import { connect } from '../connect.ts';
import { findDeployment } from '../load/findDeployment.ts';
import { DEFAULT_PORT } from '../../local/cli/options/portOptions.ts';
import { PASSWORD, users } from '../seed.ts';
import { upgrade } from './upgrade.ts';

const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_PORT}/outputs.json`;
const PASSWORD_VARIABLE = 'FRONTDESK_PASSWORD';

const USAGE = `Usage: npm run upgrade -- [options]

Brings what a stage stored before it had a catalogue up to date: goods that nobody
offers get a product at the price of their latest order, and buildings their place
in the lists by owner and area. Run it once, after the stage was deployed; again
does no harm. npm start does it by itself for its data folder.

  --url URL          outputs.json or GraphQL endpoint of the deployment, or the file
                     that cdk deploy --outputs-file wrote
                     (default ${DEFAULT_URL})
  --user NAME        an Admin (default ${users[0].username})
  --password TEXT    of that user (default ${PASSWORD_VARIABLE}, or that of npm start)
  --help             show this text

Environment
  ${PASSWORD_VARIABLE}  the password; others of the machine can see --password
`;

/** Wrong usage. */
const MISUSED = 2;

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', default: false },
      url: { type: 'string', default: DEFAULT_URL },
      user: { type: 'string', default: users[0].username },
      password: { type: 'string' },
    },
  });
  if (values.help) return console.log(USAGE);
  const password = values.password ?? (process.env[PASSWORD_VARIABLE] || PASSWORD);
  const deployment = await findDeployment(values.url, stop.signal);
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
