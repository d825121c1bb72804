import { parseArgs } from 'node:util';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';

export const USAGE = `Usage: npm run cards -- rebuild [--outputs FILE]

Makes the cards that orders are searched by again, all of them, while orders go on
to be placed. A worker of the stage does it, a hundred orders a message. What is
right already is not written. Done twice, or twice at once, it comes to the same.

  --outputs FILE  what "cdk deploy --outputs-file FILE" wrote
                  (default: the cloud that npm start runs on this machine)
  --help          show this text

Environment
  AWS_PROFILE, AWS_ACCESS_KEY_ID, ...
                  credentials as the AWS SDK finds them. They need
                  sqs:SendMessage on the queue of projectOrders, nothing else
  AWS_ENDPOINT_URL
                  where AWS is, if not at AWS
  PORT            port of the cloud that npm start runs (default 4000)
`;

export interface CardsOptions {
  /** File of a stage's outputs. @default - the cloud on this machine */
  readonly outputs: string | undefined;
}

/** Reads arguments. Returns `help` for `--help`. Throws `OperatorError` for an argument that it cannot read. */
export function readOptions(args: readonly string[]): CardsOptions | 'help' {
  const { values, positionals } = readArguments(args);
  if (values.help) return 'help';
  if (positionals.join(' ') !== 'rebuild') throw misuse('Say what is to be done: rebuild');
  return { outputs: values.outputs };
}

function readArguments(args: readonly string[]) {
  const options = { help: { type: 'boolean', default: false }, outputs: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw misuse(errorMessage(error).replace(/\. .*/s, ''));
  }
}

const misuse = (fault: string) => new OperatorError(`${fault}. See npm run cards -- --help.`);
